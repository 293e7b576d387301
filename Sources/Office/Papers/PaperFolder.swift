// SPDX-License-Identifier: Apache-2.0
public import Entitlement
import Foundation
import Links
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
        do {
            try FileManager.default.createDirectory(
                at: home(key), withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            let draft = home(key).appending(path: ".\(key).part")
            guard
                FileManager.default.createFile(
                    atPath: draft.path, contents: Data(sealed),
                    attributes: [.posixPermissions: 0o600])
            else { throw Fault(.disk, detail: "cannot write a paper") }
            let file = try FileHandle(forUpdating: draft)
            try file.synchronize()
            try file.close()
            let goal = home(key).appending(path: key)
            try? FileManager.default.removeItem(at: goal)
            try FileManager.default.moveItem(at: draft, to: goal)
        } catch let fault as Fault {
            throw fault
        } catch {
            throw Fault(.disk, detail: "cannot write a paper: \(error)")
        }
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
            try FileManager.default.removeItem(at: file)
        }
        try seal.destroy(keys)
    }
}
