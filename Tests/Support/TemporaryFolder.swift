// SPDX-License-Identifier: Apache-2.0
public import Foundation

/// A folder of one test's own, removed when the value goes away.
public final class TemporaryFolder: Sendable {
    public let url: URL

    public init(_ name: String = "hagukumi") throws {
        url = FileManager.default.temporaryDirectory
            .appendingPathComponent("\(name)-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    public func file(_ name: String) -> URL { url.appendingPathComponent(name) }
}
