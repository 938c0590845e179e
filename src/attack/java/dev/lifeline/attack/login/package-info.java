/** Those who want in with what they should not have. */
package dev.lifeline.attack.login;
