/** The built WAR as its users meet it: on real Tomcats, behind a real nginx, in a real browser. */
package dev.lifeline.it;
