/** What attackers speak: TCP, HTTP and frames of RFC 6455, right or wrong byte by byte. Knows no server. */
package dev.lifeline.attack.wire;
