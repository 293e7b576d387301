// SPDX-License-Identifier: Apache-2.0

/// The three cookies of the desk. `__Host-` binds them to this host and to TLS; neither outlives the
/// browser, no script reads them, no other site can send them.
enum Cookies {
    /// The secret of the log-in.
    static let session = "__Host-hagukumi"
    /// The secret of the log-in form, before there is a log-in.
    static let door = "__Host-hagukumi-door"

    /// The secret of a log-in that has passed the password and waits for the authenticator.
    static let step = "__Host-hagukumi-step"

    static func set(_ name: String, _ value: String) -> String {
        "\(name)=\(value); Path=/; Secure; HttpOnly; SameSite=Strict"
    }

    static func clear(_ name: String) -> String {
        "\(name)=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict"
    }
}
