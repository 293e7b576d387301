// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Writes one JSON object with its fields in the order of the contract and explicit nulls.
struct JSONText {
    private(set) var text = "{"

    /// The finished object.
    var object: String { text + "}" }

    mutating func raw(_ key: String, _ value: String) {
        if text.utf8.count > 1 { text += "," }
        text += "\"\(key)\":\(value)"
    }

    mutating func field(_ key: String, _ value: String?) {
        raw(key, value.map(JSONText.quoted) ?? "null")
    }

    mutating func field(_ key: String, _ value: Bool) { raw(key, value ? "true" : "false") }

    mutating func field(_ key: String, _ value: Int) { raw(key, String(value)) }

    mutating func field(_ key: String, _ value: Yen) { raw(key, String(value.amount)) }

    mutating func field(_ key: String, _ value: CivilDate?) { field(key, value?.description) }

    mutating func field(_ key: String, _ values: [String]) {
        raw(key, "[" + values.map(JSONText.quoted).joined(separator: ",") + "]")
    }

    mutating func objects(_ key: String, _ values: [String]) {
        raw(key, "[" + values.joined(separator: ",") + "]")
    }

    /// A string in quotes, escaped; text outside ASCII stays as it is.
    static func quoted(_ value: String) -> String {
        var text = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case let control where control.value < 0x20:
                let digits = String(control.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}
