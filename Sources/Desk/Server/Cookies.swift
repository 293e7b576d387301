// SPDX-License-Identifier: Apache-2.0

/// The three cookies of a desk. `__Host-` binds them to this host and to TLS; neither outlives the
/// browser, no script reads them, no other site can send them.
///
/// Cookies do not know ports: a desk for practice (練習) on the same machine would read and overwrite
/// those of the desk of the office. Its cookies have names of their own.
struct Cookies: Sendable {
    /// The secret of the log-in.
    let session: String
    /// The secret of the log-in form, before there is a log-in.
    let door: String
    /// The secret of a log-in that has passed the password and waits for the authenticator.
    let step: String

    init(isPractice: Bool) {
        let name = isPractice ? "__Host-hagukumi-renshu" : "__Host-hagukumi"
        session = name
        door = name + "-door"
        step = name + "-step"
    }

    static func set(_ name: String, _ value: String) -> String {
        "\(name)=\(value); Path=/; Secure; HttpOnly; SameSite=Strict"
    }

    static func clear(_ name: String) -> String {
        "\(name)=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict"
    }
}
