// SPDX-License-Identifier: Apache-2.0
public import Entitlement
import Foundation
import Links
import Vault
import Vocabulary

/// Papers of cases as files, each sealed with a key of its own and bound to its own name: a file that
/// was altered, or put in the place of another, does not open.
public struct PaperFolder: PaperStore {
    private let root: URL
    private let seal: FileSeal

    init(folder: String, seal: FileSeal) {
        root = URL(fileURLWithPath: folder, isDirectory: true).standardizedFileURL
        self.seal = seal
    }

    /// Two letters of the key keep folders small.
    private func home(_ key: String) -> URL { root.appending(path: String(key.prefix(2))) }

    public func put(_ bytes: [UInt8], at key: String) throws {
        let sealed = try seal.seal(bytes, at: key)
        try DurableFile.makeFolder(home(key))
        try DurableFile.write(sealed, to: home(key).appending(path: key))
    }

    public func bytes(at key: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: home(key).appending(path: key).path)
        else { throw Fault(.disk, detail: "a paper is not there") }
        return try seal.open([UInt8](data), at: key)
    }

    public func remove(_ keys: [String]) throws {
        for key in keys {
            let file = home(key).appending(path: key)
            guard FileManager.default.fileExists(atPath: file.path) else { continue }
            try DurableFile.remove(file)
        }
        try seal.destroy(keys)
    }
}
