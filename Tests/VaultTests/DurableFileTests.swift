// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Synchronization
import Testing
import Vocabulary

@testable import Vault

@Suite("ディスクに残るファイル")
struct DurableFileTests {
    struct PowerCut: Error {}

    /// What reached the disk while `body` ran, as far as the power lasted.
    private func steps(
        _ most: Int = .max, _ body: () throws -> Void
    ) rethrows -> [DurableFile.Step] {
        let seen = Mutex<[DurableFile.Step]>([])
        do {
            try DurableFile.$watch.withValue(
                DurableFile.Watch { step in
                    let count = seen.withLock { steps in
                        steps.append(step)
                        return steps.count
                    }
                    if count == most { throw PowerCut() }
                }, operation: body)
        } catch is PowerCut {}
        return seen.withLock { $0 }
    }

    @Test("中身がディスクに届いてから名が付き、名の後にフォルダが届く") func order() throws {
        let folder = try TemporaryFolder("durable")
        let goal = folder.file("a")
        let draft = folder.file(".a.part").path
        #expect(
            try steps { try DurableFile.write([1, 2, 3], to: goal) } == [
                .bytes(draft), .name(goal.path), .folder(folder.url.path),
            ])
        #expect(try DurableFile.bytes(of: goal) == [1, 2, 3])
        let other = folder.url.appendingPathComponent("other")
        #expect(
            try steps { try DurableFile.makeFolder(other) } == [.folder(folder.url.path)])
        #expect(try steps { try DurableFile.makeFolder(other) }.isEmpty)
        let taken = other.appendingPathComponent("a")
        #expect(
            try steps { try DurableFile.take(goal, to: taken) } == [
                .bytes(goal.path), .name(taken.path), .folder(other.path),
                .folder(folder.url.path),
            ])
        #expect(
            try steps { try DurableFile.erase(taken) } == [
                .bytes(taken.path), .removal(taken.path), .folder(other.path),
            ])
        #expect(try steps { try DurableFile.remove(taken) }.last == .folder(other.path))
    }

    @Test("どの歩みの後に電源が落ちても、ファイルは前のままか、全部が新しい")
    func cut() throws {
        for most in 1...3 {
            let folder = try TemporaryFolder("durable")
            let goal = folder.file("a")
            try DurableFile.write([1], to: goal)
            let done = try steps(most) { try DurableFile.write([2, 3], to: goal) }
            #expect(done.count == most)
            #expect(try DurableFile.bytes(of: goal) == (most == 1 ? [1] : [2, 3]))
            // What the cut has left beside it is in nobody's way.
            try DurableFile.write([4], to: goal)
            #expect(try DurableFile.names(in: folder.url) == ["a"])
        }
    }

    @Test("持ち主だけが読め、リンクには書かず、リンクからは読まない") func narrow() throws {
        let folder = try TemporaryFolder("durable")
        let goal = folder.file("a")
        try DurableFile.write([1], to: goal)
        let mode = try FileManager.default.attributesOfItem(atPath: goal.path)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        let link = folder.file("link")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: goal)
        #expect(!DurableFile.isOrdinary(link))
        #expect(throws: Fault.self) { try DurableFile.bytes(of: link) }
        #expect(throws: Fault.self) { try DurableFile.take(link, to: folder.file("b")) }
        try FileManager.default.createSymbolicLink(
            at: folder.file(".c.part"), withDestinationURL: goal)
        try DurableFile.write([9], to: folder.file("c"))
        #expect(DurableFile.isOrdinary(folder.file("c")))
        #expect(try DurableFile.bytes(of: goal) == [1])
        #expect(throws: Fault.self) {
            try DurableFile.write([1], to: folder.file("none").appendingPathComponent("a"))
        }
    }

    @Test("新しいファイルは名もフォルダに届いてから渡し、あるファイルもリンクも置き換えない")
    func create() throws {
        let folder = try TemporaryFolder("durable")
        let goal = folder.file("a")
        #expect(
            try steps { try DurableFile.create([1], at: goal) } == [
                .bytes(folder.file(".a.part").path), .name(goal.path), .folder(folder.url.path),
            ])
        #expect(throws: Fault.self) { try DurableFile.create([2], at: goal) }
        #expect(try DurableFile.bytes(of: goal) == [1])
        let link = folder.file("b")
        try FileManager.default.createSymbolicLink(
            at: link, withDestinationURL: folder.file("elsewhere"))
        #expect(throws: Fault.self) { try DurableFile.create([2], at: link) }
        #expect(try Set(DurableFile.names(in: folder.url)) == ["a", "b"])
        // A second name that a cut has left is not written through.
        try FileManager.default.linkItem(at: goal, to: folder.file(".a.part"))
        _ = try steps(1) { try DurableFile.write([3, 4], to: goal) }
        #expect(try DurableFile.bytes(of: goal) == [1])
    }

    @Test("新しいファイルを作る途中でどこで電源が落ちても、ないか、全部があり、ないときは作り直せる")
    func createCut() throws {
        for most in 1...3 {
            let folder = try TemporaryFolder("durable")
            let goal = folder.file("a")
            let done = try steps(most) { try DurableFile.create([1, 2], at: goal) }
            #expect(done.count == most)
            #expect(DurableFile.isOrdinary(goal) == (most > 1))
            if most == 1 { try DurableFile.create([1, 2], at: goal) }
            #expect(try DurableFile.bytes(of: goal) == [1, 2])
            #expect(try DurableFile.names(in: folder.url) == ["a"])
        }
        let folder = try TemporaryFolder("durable")
        try DurableFile.create([], at: folder.file("empty"))
        #expect(try DurableFile.bytes(of: folder.file("empty")).isEmpty)
    }

    @Test("作った鍵束は、名がディスクに届いてから渡す")
    func keys() throws {
        let folder = try TemporaryFolder("durable-keys")
        let cabinet = KeyCabinet(folder: folder.url.path)
        let random = RehearsalRandomBytes(seed: 3)
        let made = try steps { _ = try cabinet.create(.casework, body: "119997", random: random) }
        #expect(
            made.suffix(2) == [
                .name(folder.file("casework.keyring.json").path), .folder(folder.url.path),
            ])
        #expect(throws: Fault.self) {
            try cabinet.create(.casework, body: "119997", random: random)
        }
        #expect(try cabinet.open(.casework, body: "119997").body == "119997")
    }

    @Test("鍵束を作る途中でどこで電源が落ちても、名のある鍵束は開き、名のない鍵束は無いと言う")
    func keysCut() throws {
        // The key, the keys of the service and the ring: bytes, name and folder of each.
        for most in 1...9 {
            let folder = try TemporaryFolder("durable-keys")
            let cabinet = KeyCabinet(folder: folder.url.path)
            let random = RehearsalRandomBytes(seed: 3)
            let done = steps(most) {
                _ = try? cabinet.create(.casework, body: "119997", random: random)
            }
            #expect(done.count == most)
            if done.contains(.name(folder.file("casework.keyring.json").path)) {
                #expect(try cabinet.open(.casework, body: "119997").body == "119997")
            } else {
                #expect(throws: Fault.self) { try cabinet.open(.casework, body: "119997") }
            }
        }
    }
}
