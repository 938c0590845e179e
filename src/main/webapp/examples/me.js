/** Whom this window is connected as: a guest of its own. An application takes the user who is signed in. */
export const me = (sessionStorage['examples me'] ??= `guest-${Math.random().toString(36).slice(2, 7)}`);
