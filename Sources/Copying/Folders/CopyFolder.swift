// SPDX-License-Identifier: Apache-2.0
import Foundation
import Vault
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
        try DurableFile.makeFolder(folder)
        try DurableFile.write(container, to: folder.appendingPathComponent(name))
    }

    public func container(named name: String) throws -> [UInt8]? {
        FileManager.default.contents(atPath: folder.appendingPathComponent(name).path)
            .map { [UInt8]($0) }
    }
}
