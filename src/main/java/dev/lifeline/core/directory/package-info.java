/**
 * Who is who: people, friends and groups, behind the port {@link dev.lifeline.core.directory.Directory}. The only source
 * of names and memberships; knows no connection and no storage.
 */
package dev.lifeline.core.directory;
