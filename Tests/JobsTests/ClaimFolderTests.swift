// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Synchronization
import Testing
import Vocabulary

@testable import Jobs
@testable import Vault

@Suite("処理を待つ請求ファイル")
struct ClaimFolderTests {
    private static let digest = String(repeating: "a1", count: 32)

    private func steps(_ body: () throws -> Void) rethrows -> [DurableFile.Step] {
        let seen = Mutex<[DurableFile.Step]>([])
        try DurableFile.$watch.withValue(
            DurableFile.Watch { step in seen.withLock { $0.append(step) } }, operation: body)
        return seen.withLock { $0 }
    }

    @Test("受け取ったファイルは、中身も名もディスクに届いてから処理に渡る") func take() throws {
        let data = try TemporaryFolder("claims")
        let uploads = data.url.appendingPathComponent("uploads")
        try FileManager.default.createDirectory(at: uploads, withIntermediateDirectories: true)
        let upload = uploads.appendingPathComponent("key")
        try Data([1, 2, 3]).write(to: upload)
        let folder = ClaimFolder(data: data.url.path)
        let home = data.url.appendingPathComponent("claims").path
        #expect(!folder.holds(Self.digest))
        #expect(
            try steps { try folder.take(upload.path, digest: Self.digest) } == [
                // The folder itself is new, too.
                .folder(data.url.path), .bytes(upload.path), .name(folder.path(Self.digest)),
                .folder(home), .folder(uploads.path),
            ])
        #expect(folder.holds(Self.digest) && folder.digests == [Self.digest])
        // A press that did not come to its end, pressed again: the name must be on the disk now.
        #expect(
            try steps { try folder.take(upload.path, digest: Self.digest) } == [.folder(home)])
        #expect(throws: Fault.self) {
            try folder.take(upload.path, digest: String(repeating: "b2", count: 32))
        }
        // The same file, uploaded again, takes the place of the first.
        try Data([1, 2, 3]).write(to: upload)
        try folder.take(upload.path, digest: Self.digest)
        #expect(folder.digests == [Self.digest])
        folder.remove([Self.digest])
        #expect(folder.digests.isEmpty)
    }
}
