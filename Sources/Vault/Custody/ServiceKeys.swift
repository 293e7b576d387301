// SPDX-License-Identifier: Apache-2.0
import Foundation
import Vocabulary

/// The keys of the log as a file of mode 0600: what the program has when it starts without the
/// officers who hold the shares.
struct ServiceKeys {
    struct Key: Codable {
        let keyClass: KeyClass
        let version: Int
        let bytes: [UInt8]
    }
    private let keys: [Key]

    init(_ ring: Keyring) { keys = ring.plain(KeyClass.ofService) }

    /// - Throws: `Fault(.key)` for a file that is none, or that holds a key of personal data.
    init(_ file: [UInt8]) throws(Fault) {
        guard let keys = try? JSONDecoder().decode([Key].self, from: Data(file)),
            keys.allSatisfy({ KeyClass.ofService.contains($0.keyClass) && $0.bytes.count == 32 })
        else { throw Fault(.key, detail: "記録の鍵のファイルを読めません。") }
        self.keys = keys
    }

    var bytes: [UInt8] {
        get throws(Fault) {
            guard let data = try? JSONEncoder().encode(keys) else {
                throw Fault(.key, detail: "記録の鍵を書けません。")
            }
            return Array(data)
        }
    }

    func ring(of body: String, classes: [KeyClass], random: any RandomBytes) -> Keyring {
        Keyring(
            body: body, plain: keys,
            standIns: classes.filter {
                !KeyClass.ofService.contains($0) && !KeyClass.ofPersons.contains($0)
            }, random: random)
    }
}
