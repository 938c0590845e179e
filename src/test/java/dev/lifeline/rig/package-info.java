/** What the tests stand on: real servers, a real nginx, a broken network, clients. */
package dev.lifeline.rig;
