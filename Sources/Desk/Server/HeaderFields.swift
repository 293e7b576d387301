// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird

extension HTTPFields {
    /// The value of a header, by its name in small letters.
    func value(_ name: String) -> String? {
        HTTPField.Name(name).flatMap { self[$0] }
    }

    /// Sets a header.
    mutating func put(_ value: String, _ name: String) {
        guard let name = HTTPField.Name(name) else { return }
        self[name] = value
    }

    /// Adds a header that may stand more than once.
    mutating func add(_ value: String, _ name: String) {
        guard let name = HTTPField.Name(name) else { return }
        append(HTTPField(name: name, value: value))
    }

    /// The value of a cookie.
    func cookie(_ name: String) -> String? {
        guard let all = value("cookie") else { return nil }
        for pair in all.split(separator: ";") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { continue }
            if parts[0].trimmingPrefix(while: { $0 == " " }) == name { return String(parts[1]) }
        }
        return nil
    }
}
