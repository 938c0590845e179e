/**
 * Who may connect, from where. Judges what it is shown of a request and knows no servlet.
 */
package dev.lifeline.security;
