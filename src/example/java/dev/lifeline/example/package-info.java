/**
 * A small shop that has Lifeline inside: its own users ({@link dev.lifeline.example.ShopDirectory}), its own login, whose
 * users get tokens ({@link dev.lifeline.example.TokenServlet}), its own logic for what pages send, and pushes of its own
 * ({@link dev.lifeline.example.OrderServlet}). Not part of the product; {@code
 * ExampleIT} builds it and deploys it.
 */
package dev.lifeline.example;
