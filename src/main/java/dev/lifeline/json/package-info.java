/** The wire format as JSON, by Gson. Knows the core's messages; decides nothing about them. */
package dev.lifeline.json;
