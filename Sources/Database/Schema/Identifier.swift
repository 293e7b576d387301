// SPDX-License-Identifier: Apache-2.0

/// Names of tables and columns that are put into statements: ASCII words only, so nothing can be
/// smuggled in.
enum Identifier {
    static func checked(_ name: String) -> String {
        let isWord = name.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: true
            default: false
            }
        }
        precondition(!name.isEmpty && isWord, "表や列の名前に使えない字があります: \(name)")
        return name
    }

    static func list(_ names: [String]) -> String {
        names.map { checked($0) }.joined(separator: ", ")
    }
}
