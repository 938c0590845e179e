/**
 * Who may connect, from where, and how many of them. Judges what it is shown of a request and knows no servlet.
 */
package dev.lifeline.security;
