// SPDX-License-Identifier: Apache-2.0
import Addressee
import Support
import Synchronization
import Testing
import Vault
import Vocabulary

/// A shelf that keeps what is put on it, and nothing else.
private final class NotingShelf: KeyShelf {
    private let kept = Mutex<[ShelfKey]>([])

    /// Whose keys lie here, by class.
    func count(of keyClass: KeyClass) -> Int {
        kept.withLock { keys in keys.count { $0.keyClass == keyClass } }
    }

    func keys(near id: Int64) -> [ShelfKey] { kept.withLock { $0.filter { $0.id == id } } }
    func keys(of references: [[UInt8]]) -> [ShelfKey] {
        kept.withLock { $0.filter { references.contains($0.reference) } }
    }
    func add(_ keys: [ShelfKey]) -> [ShelfKey] {
        kept.withLock { kept in
            let numbered = keys.enumerated().map {
                $0.element.with(id: Int64(kept.count + $0.offset + 1))
            }
            kept += numbered
            return numbered
        }
    }
    func remove(_ ids: [Int64]) {}
    func remove(marks: Set<String>) -> Int { 0 }
    func keys(of keyClass: KeyClass, under version: Int, limit: Int) -> [ShelfKey] { [] }
    func rewrap(_ keys: [ShelfKey]) {}
    func census() -> [KeyClass: [Int: Int]] { [:] }
}

@Suite("待つ異動の個人番号の鍵")
struct WaitingKeyTests {
    @Test("個人番号のない異動が待っても、個人番号の鍵は作られない", .measure("R-82")) func needed() throws {
        let shelf = NotingShelf()
        let register = try Register(shelf: shelf)
        // Ahead of a gap: 1 to 4 are missing.
        var child = Register.row(1, change: 5)
        child.number = ""
        try register.receive([child], digest: "a")
        #expect(try register.count("resident_waiting") == 1)
        #expect(shelf.count(of: .individualNumber) == 0)
        try register.receive([Register.row(2, change: 6)], digest: "b")
        #expect(try register.count("resident_waiting") == 2)
        #expect(shelf.count(of: .individualNumber) == 1)
        // Both are settled when the gap is accepted, the one with its number.
        _ = try register.accept(1...4)
        #expect(try register.count("resident_waiting") == 0)
        #expect(try register.count("resident_fact") == 2)
    }
}
