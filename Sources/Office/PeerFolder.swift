// SPDX-License-Identifier: Apache-2.0
import Foundation
public import Links
public import Vocabulary

/// The folder into which peers put their files; read, never written.
public struct PeerFolder: PeerFiles {
    private let folder: String

    /// - Parameter folder: its path.
    public init(folder: String) { self.folder = folder }

    public func files(of layout: String, until moment: Instant) throws -> [LinkFile] {
        try FileManager.default.contentsOfDirectory(atPath: folder)
            .compactMap { name in LinkFileName(name).map { (name, $0) } }
            .filter { $0.1.layout == layout && $0.1.madeAt <= moment }
            .sorted { $0.1.madeAt < $1.1.madeAt }
            .map { try LinkFile(path: folder + "/" + $0.0) }
    }
}
