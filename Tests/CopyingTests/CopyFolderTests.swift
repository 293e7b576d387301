// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Synchronization
import Testing

@testable import Copying
@testable import Vault

@Suite("複製の置き場")
struct CopyFolderTests {
    @Test("記録が立つ前に、容器の中身も名もディスクに届いている") func durable() throws {
        let data = try TemporaryFolder("copies")
        let folder = CopyFolder(data: data.url.path)
        let home = data.url.appendingPathComponent("copies").path
        let steps = Mutex<[DurableFile.Step]>([])
        try DurableFile.$watch.withValue(
            DurableFile.Watch { step in steps.withLock { $0.append(step) } },
            operation: { try folder.put([1, 2, 3], named: "C000001") })
        #expect(
            steps.withLock { $0 } == [
                .folder(data.url.path), .bytes("\(home)/.C000001.part"),
                .name("\(home)/C000001"), .folder(home),
            ])
        #expect(try folder.container(named: "C000001") == [1, 2, 3])
        // What no record speaks of is replaced.
        try folder.put([4], named: "C000001")
        #expect(try folder.container(named: "C000001") == [4])
        #expect(try folder.container(named: "C000002") == nil)
        #expect(try DurableFile.names(in: data.url.appendingPathComponent("copies")) == ["C000001"])
    }
}
