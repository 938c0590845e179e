package dev.lifeline.rig;

/** The WebSocket clients that tests talk with. Neither was written here. */
public enum Client {
    JDK {
        @Override
        public ClientSocket plain(String address) {
            return JdkSocket.plain(address);
        }

        @Override
        public ClientSocket v1(String address) {
            return JdkSocket.v1(address);
        }
    },
    TOMCAT {
        @Override
        public ClientSocket plain(String address) {
            return TomcatSocket.plain(address);
        }

        @Override
        public ClientSocket v1(String address) {
            return TomcatSocket.v1(address);
        }
    };

    /** Opens a connection without a subprotocol, as a LayIM page does. */
    public abstract ClientSocket plain(String address);

    /** Opens a connection of the shipped client's level. */
    public abstract ClientSocket v1(String address);
}
