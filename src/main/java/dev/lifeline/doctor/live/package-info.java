/**
 * Examinations of the way to a running server: what arrived of an administrator's requests, what his side saw, and what
 * follows from both. Knows no container, no JSON library and no clock; keeps an examination for minutes, nothing of it
 * on a disk.
 *
 * <pre>
 *   plain GET with the push key    ─►  Exams.begin     an examination, and what arrived of this request
 *   plain GET                      ─►  Exams.next      a nonce, and how long its connection is to stay silent
 *   handshake with the nonce       ─►  Exams.arrived   whatever is left of it
 *   silent connection              ─►  Exams.open      then its echo, or its end
 *   plain GET                      ─►  Exams.observed  how the other side saw it end
 * </pre>
 */
package dev.lifeline.doctor.live;
