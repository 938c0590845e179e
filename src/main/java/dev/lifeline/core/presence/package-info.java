/**
 * Who is to be seen as online: counts a user's connections, minds his wish to hide and the grace of a short absence.
 * Knows no connection and sends nothing.
 */
package dev.lifeline.core.presence;
