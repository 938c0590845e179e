/**
 * What an administrator's texts say: nginx's configuration and access logs. Pure functions of what they are given:
 * nothing here is stored or logged, and no file, clock, container or JSON library is known.
 */
package dev.lifeline.doctor;
