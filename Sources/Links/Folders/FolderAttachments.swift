// SPDX-License-Identifier: Apache-2.0
import Foundation
import Vault
import Vocabulary

/// Attachments as files, each sealed with a key of its own and bound to its own name: a file that was
/// altered, or put in the place of another, does not open.
///
/// `unsettled/` holds what no record stands for yet.
public struct FolderAttachments: AttachmentStore {
    private let root: URL
    private let seal: FileSeal

    /// - Throws: `Fault` (disk).
    public init(folder: String, seal: FileSeal) throws {
        root = URL(fileURLWithPath: folder, isDirectory: true).standardizedFileURL
        self.seal = seal
        try DurableFile.makeFolder(waiting)
    }

    private var waiting: URL { root.appending(path: "unsettled") }

    /// Two letters of the key keep folders small: a thousand files each at a quarter of a million.
    private func home(_ key: String) -> URL { root.appending(path: String(key.prefix(2))) }

    public func put(_ bytes: [UInt8], at key: String) throws {
        try DurableFile.write(seal.seal(bytes, at: key), to: waiting.appending(path: key))
    }

    public func settle(_ keys: [String]) throws {
        for key in keys {
            let start = waiting.appending(path: key)
            guard DurableFile.isOrdinary(start) else { continue }
            try DurableFile.makeFolder(home(key))
            try DurableFile.move(start, to: home(key).appending(path: key))
        }
    }

    public func unsettled() throws -> [String] {
        try DurableFile.names(in: waiting).filter { !$0.hasPrefix(".") }.sorted()
    }

    public func remove(_ keys: [String]) throws {
        for key in keys {
            try DurableFile.remove(waiting.appending(path: key))
            // A purge takes away what a record stood for, too.
            let settled = home(key).appending(path: key)
            if DurableFile.isOrdinary(settled) { try DurableFile.remove(settled) }
        }
        try seal.destroy(keys)
    }

    public func bytes(at key: String) throws -> [UInt8] {
        let settled = home(key).appending(path: key)
        let file = DurableFile.isOrdinary(settled) ? settled : waiting.appending(path: key)
        return try seal.open(try DurableFile.bytes(of: file), at: key)
    }
}
