package dev.lifeline.rig;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** An issuer's keys, made with the JDK alone. */
public final class KeyPairs {

    public static final KeyPair RSA = rsa(2_048);
    public static final KeyPair EC = ec("secp256r1");

    private KeyPairs() {}

    public static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static KeyPair ec(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String pem(KeyPair pair) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    /** Signs with RS256 or ES256, as the key is. */
    public static String signed(KeyPair pair, String header, String claims) {
        String input = Tokens.encoded(header) + "." + Tokens.encoded(claims);
        try {
            boolean rsa = pair.getPublic() instanceof RSAPublicKey;
            Signature signer = Signature.getInstance(rsa ? "SHA256withRSA" : "SHA256withECDSAinP1363Format");
            signer.initSign(pair.getPrivate());
            signer.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + Tokens.encoded(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A public key of a key set (RFC 7517); {@code more} are fields beside it, each with a comma behind. */
    public static String jwk(KeyPair pair, String kid, String more) {
        if (pair.getPublic() instanceof RSAPublicKey rsa) {
            return "{" + more + "\"kty\":\"RSA\",\"kid\":\"" + kid + "\",\"n\":\""
                    + Tokens.encoded(rsa.getModulus().toByteArray()) + "\",\"e\":\""
                    + Tokens.encoded(rsa.getPublicExponent().toByteArray()) + "\"}";
        }
        ECPublicKey ec = (ECPublicKey) pair.getPublic();
        return "{" + more + "\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"" + kid + "\",\"x\":\""
                + Tokens.encoded(coordinate(ec.getW().getAffineX().toByteArray())) + "\",\"y\":\""
                + Tokens.encoded(coordinate(ec.getW().getAffineY().toByteArray())) + "\"}";
    }

    /** 32 bytes, whatever the number's own length. */
    private static byte[] coordinate(byte[] number) {
        byte[] whole = new byte[32];
        int length = Math.min(32, number.length);
        System.arraycopy(number, number.length - length, whole, 32 - length, length);
        return whole;
    }
}
