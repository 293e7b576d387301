// SPDX-License-Identifier: Apache-2.0
import Foundation
import Vocabulary

/// Where written containers lie until they are handed out: a port, so that tests hand in another.
public protocol ContainerShelf: Sendable {
    /// Puts a container down, durably, before its record stands. A file of this name that no record
    /// speaks of (the program ended in between) is replaced.
    func put(_ container: [UInt8], named name: String) throws
    /// The bytes; `nil` where the file is gone.
    func container(named name: String) throws -> [UInt8]?
}

/// A folder of the data folder. What lies there is sealed for its recipient: neither this program
/// nor whoever copies the disk can open it.
public struct CopyFolder: ContainerShelf {
    private let folder: URL

    public init(data: String) {
        folder = URL(fileURLWithPath: data).appendingPathComponent("copies")
    }

    public func put(_ container: [UInt8], named name: String) throws {
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            let place = folder.appendingPathComponent(name)
            let stage = folder.appendingPathComponent(name + ".new")
            try? FileManager.default.removeItem(at: stage)
            guard
                FileManager.default.createFile(
                    atPath: stage.path, contents: nil, attributes: [.posixPermissions: 0o600])
            else { throw Fault(.disk, detail: "cannot write a copy") }
            let handle = try FileHandle(forWritingTo: stage)
            try handle.write(contentsOf: container)
            try handle.synchronize()
            try handle.close()
            if FileManager.default.fileExists(atPath: place.path) {
                try FileManager.default.removeItem(at: place)
            }
            try FileManager.default.moveItem(at: stage, to: place)
        } catch let fault as Fault {
            throw fault
        } catch {
            throw Fault(.disk, detail: "cannot write a copy: \(error.localizedDescription)")
        }
    }

    public func container(named name: String) throws -> [UInt8]? {
        FileManager.default.contents(atPath: folder.appendingPathComponent(name).path)
            .map { [UInt8]($0) }
    }
}
