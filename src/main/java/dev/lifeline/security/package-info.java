/**
 * Who may connect, from where. Judges what it is shown of a request and knows no servlet; tokens and limits have their
 * place here.
 */
package dev.lifeline.security;
