/**
 * What happens to a message: who may say it, who gets it. Uses all of the core; knows no container and no JSON library.
 */
package dev.lifeline.core.delivery;
