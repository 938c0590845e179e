/**
 * The attack suite: hostile clients against the real WAR on stock Tomcats and behind nginx, with well-behaved clients
 * beside them who must not notice. {@code Attacks} is the command and the list; {@code AttackRun} the course of one run;
 * {@code rfc6455}, {@code fuzz}, {@code exhaustion} and {@code login} hold the attacks. Not part of the product: compiled
 * with the tests, because {@code AttackIT} runs a short form of it.
 */
package dev.lifeline.attack;
