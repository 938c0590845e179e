package dev.lifeline.security;

import org.jspecify.annotations.Nullable;

/**
 * Who is logged in to the servlet container, by whichever way: BASIC, FORM, a certificate, single sign-on, or an
 * application that calls {@code request.login}. Immutable.
 *
 * @param user the name of the request's principal, unchecked
 * @param session names the session that he is logged in to, or null where there is none
 */
public record ContainerLogin(String user, @Nullable String session) {}
