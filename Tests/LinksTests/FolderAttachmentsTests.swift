// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing

@testable import Links

@Suite("添付のフォルダ")
struct FolderAttachmentsTests {
    @Test("消した添付は、納める前のものも納めた後のものも、どのファイルにも残らない。二度消しても同じ", .measure("R-88"))
    func removed() throws {
        let folder = try TemporaryFolder("attachments")
        let store = try ElectronicBench.store(folder)
        let keys = ["aa01", "ab02", "ac03"]
        for key in keys { try store.put(Array("検証の添付 \(key)".utf8), at: key) }
        try store.settle(["aa01", "ab02"])
        try store.remove(["aa01", "ac03"])
        try store.remove(["aa01", "ac03"])
        let left = FileManager.default.enumerator(atPath: folder.url.path)?
            .compactMap { $0 as? String }.filter { name in keys.contains { name.hasSuffix($0) } }
        #expect(left == ["attachments/ab/ab02"])
        #expect(try store.bytes(at: "ab02") == Array("検証の添付 ab02".utf8))
    }
}
