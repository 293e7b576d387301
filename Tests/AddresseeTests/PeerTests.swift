// SPDX-License-Identifier: Apache-2.0
import Addressee
import Database
import Foundation
import NumberGate
import Safeguards
import Support
import Testing
import Vocabulary

@Suite("接続先")
struct PeerTests {
    /// The standard register with the tax office not registered for 個人番号.
    private func withoutNumbers() throws -> PeerRegister {
        let standard = try PeerRegister.standard()
        return try PeerRegister(
            standard.all.map { peer in
                peer.name != .tax
                    ? peer
                    : Peer(
                        name: peer.name, title: peer.title, business: peer.business,
                        usesNumbers: false, requests: peer.requests, fields: peer.fields)
            }, firstNonResidentSerial: standard.firstNonResidentSerial)
    }

    @Test("標準の登録は5つで、業務IDはまだ確認されていない")
    func standard() throws {
        let register = try PeerRegister.standard()
        #expect(register.all.map(\.name) == PeerName.allCases)
        #expect(!register.isConfirmed)
        // Only the 中間サーバー is told 個人番号.
        #expect(
            register.all.filter { $0.fields.contains(.individualNumber) }.map(\.name)
                == [.intermediateServer])
        // Nobody may both ask for addressee data to hand on and be told names: no provider of data.
        #expect(register.peer(.intermediateTerminal)?.requests == [.disclose])
    }

    @Test("知らない接続先・求め・項目のある登録では動かない", .measure("R-12", "R-17", "R-49"))
    func unknownEntries() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/Addressee/Peers/peers.json")
        let text = try String(contentsOf: file, encoding: .utf8)
        for (known, unknown) in [
            ("\"tax\"", "\"webhook\""), ("\"lock\"", "\"provide\""), ("\"alias\"", "\"income\""),
            ("\"010\"", "\"税務\""), ("\"resident-register\"", "\"tax\""),
        ] {
            let broken = text.replacing(known, with: unknown)
            #expect(broken != text)
            #expect(throws: AddresseeRefusal.self) {
                _ = try PeerRegister(json: Data(broken.utf8))
            }
        }
    }

    @Test("個人番号利用でない接続先には、その人がいてもいなくても、同じ答えを同じ速さで返す", .measure("R-16", "R-47"))
    func noHint() throws {
        let office = try Window(peers: withoutNumbers())
        _ = try office.number(1, from: .welfare)
        let (known, unknown) = (
            try office.window.seal(Register.number(1)), try office.window.seal(Register.number(2))
        )
        func ask(_ number: SealedNumber) -> (AddresseeRefusal?, Duration) {
            var refusal: AddresseeRefusal?
            let time = ContinuousClock().measure {
                do {
                    _ = try office.window.search(PersonQuestion(number: number), office.call(.tax))
                } catch {
                    refusal = error as? AddresseeRefusal
                }
            }
            return (refusal, time)
        }
        var (times, others): ([Duration], [Duration]) = ([], [])
        for _ in 0..<40 {
            let (here, there) = (ask(known), ask(unknown))
            #expect(here.0 == .peerDoesNotUseNumbers && there.0 == .peerDoesNotUseNumbers)
            times.append(here.1)
            others.append(there.1)
        }
        // Nothing is looked up: the medians of 40 differ by less than a look-up would.
        let (left, right) = (times.sorted()[20], others.sorted()[20])
        #expect(left < right * 3 && right < left * 3)
        for request in [known, unknown] {
            #expect(throws: AddresseeRefusal.peerDoesNotUseNumbers) {
                try office.window.match(
                    number: request, items: Window.items(1), office.call(.tax))
            }
            #expect(throws: AddresseeRefusal.peerDoesNotUseNumbers) {
                try office.window.number(
                    NumberingRequest(
                        number: request, addressee: Register.addressee(1),
                        items: Window.items(1), effectiveOn: Window.day), office.call(.tax))
            }
        }
        // Nor does the log of the refusals name anybody that was found.
        let entries = try office.officer(.searchLog, roles: [.auditor], purpose: .audit) {
            try SearchLogBook.entries(
                from: Instant(microseconds: 0), until: Instant(microseconds: .max),
                officer: "machine:tax", in: $0)
        }
        #expect(entries.count == 80 && entries.allSatisfy { $0.shown.isEmpty })
    }

    @Test("個人番号利用でない接続先には、何も引かずに断り、断りは記録だけに残る", .measure("R-47"))
    func nothingIsLookedUp() throws {
        let folder = try TemporaryFolder("addressee-counting")
        let store = CountingStore(
            try Stores.sqlite(at: folder.file("a.sqlite").path, body: "119997"))
        let office = try Window(store: store, peers: withoutNumbers())
        _ = try office.number(1, from: .welfare)
        func statements(_ number: SealedNumber, _ kind: Int) throws -> [String] {
            _ = store.taken()
            #expect(throws: AddresseeRefusal.peerDoesNotUseNumbers) {
                let call = try office.call(.tax)
                switch kind {
                case 0: _ = try office.window.search(PersonQuestion(number: number), call)
                case 1: _ = try office.window.match(number: number, items: Window.items(1), call)
                case 2:
                    _ = try office.window.number(
                        NumberingRequest(
                            number: number, addressee: Register.addressee(1),
                            items: Window.items(1), effectiveOn: Window.day), call)
                case 3:
                    let request = try NonResidentRequest(
                        parameters: Window.parameters(), body: "119997")
                    _ = try office.window.numberNonResident(request, number: number, call)
                default: try office.window.checkUsesNumbers(.searchAddressee, call)
                }
            }
            return store.taken()
        }
        let people = [
            "person", "resident", "match_", "addressee_flag", "merged_", "edit_lock", "peer_",
            "stated_name",
        ]
        for kind in 0...4 {
            let here = try statements(try office.window.seal(Register.number(1)), kind)
            let there = try statements(try office.window.seal(Register.number(2)), kind)
            #expect(!here.isEmpty && here == there, "\(kind)")
            for statement in here {
                #expect(!people.contains { statement.contains($0) }, "\(kind): \(statement)")
            }
        }
    }

    @Test("期限の過ぎた証明は、時計の遅れの分をおいて消え、それまでは使い回しを断る")
    func assertionsGo() throws {
        let office = try Window()
        // The clock of the register stands at 1,743,476,400 s.
        @Sendable func admit(_ assertion: String, _ seconds: Int64) throws {
            try office.window.admit(
                office.call(.tax), assertion: assertion,
                until: Instant(microseconds: (1_743_476_400 + seconds) * 1_000_000))
        }
        try admit("long-gone", -86_401)
        try admit("just-over", -10)
        #expect(try office.register.count("used_assertion") == 1)
        #expect(throws: AddresseeRefusal.replayed) { try admit("just-over", -10) }
        // Two hundred at once: each once.
        let lock = NSLock()
        nonisolated(unsafe) var admitted: [Int: Int] = [:]
        DispatchQueue.concurrentPerform(iterations: 200) { place in
            if (try? admit("many-\(place % 20)", 60)) != nil {
                lock.withLock { admitted[place % 20, default: 0] += 1 }
            }
        }
        #expect(admitted.count == 20 && admitted.values.allSatisfy { $0 == 1 })
    }

    @Test("どの接続先も、登録された求めだけができる", .measure("R-16"))
    func matrix() throws {
        let office = try Window()
        _ = try office.number(1)
        for peer in office.peers.all {
            let call = PeerCall(peer, reason: "試験")
            let asked: [(PeerRequest, () throws -> Void)] = [
                (.answer, { _ = try office.window.answer([Register.addressee(1)], call) }),
                (.search, { _ = try office.window.search(PersonQuestion(name: "検証"), call) }),
                (.convert, { _ = try office.window.toIntegrated([], call) }),
                (.candidates, { _ = try office.window.candidates(Window.items(1), call) }),
                (.disclose, { _ = try office.window.disclose([], call) { _, _ in } }),
                (.notices, { _ = try office.window.notices(call) }),
                (.lock, { _ = try office.window.lock(Register.addressee(1), call) }),
            ]
            for (request, ask) in asked {
                if peer.requests.contains(request) {
                    try ask()
                    if request == .lock { try office.window.unlock(Register.addressee(1), call) }
                } else {
                    #expect(
                        throws: AddresseeRefusal.notRegisteredForRequest, "\(peer.name) \(request)"
                    ) { try ask() }
                }
            }
        }
    }

    @Test("答えの項目は、どの接続先でも登録された項目だけ", .measure("R-16"))
    func fields() throws {
        let office = try Window()
        _ = try office.number(1)
        for peer in office.peers.all where peer.requests.contains(.answer) {
            let cards = try office.window.answer(
                [Register.addressee(1), Register.addressee(2)], PeerCall(peer))
            #expect(cards.count == 1)
            #expect(Set(cards[0].items.keys) == Set(peer.fields.map(\.rawValue)))
        }
    }

    @Test("支援措置の対象者の居場所は、住基と中間サーバーのほかには伝えない")
    func protection() throws {
        let office = try Window()
        var row = Register.Row(addressee: Register.addressee(1), number: Register.number(1))
        row.isProtected = true
        _ = try office.register.receive([row], digest: "a")
        let tax = try office.window.answer([row.addressee], office.call(.tax))
        #expect(tax[0].isProtected && tax[0].text(.address) == nil)
        #expect(tax[0].text(.postalCode) == nil && tax[0].text(.name) == "検証　花子")
        let own = try office.window.answer([row.addressee], office.call(.residentRegister))
        #expect(own[0].text(.address) == "見本市中央一丁目1番1号")
    }

    @Test("一度使った証明は、二度と通らない")
    func replay() throws {
        let office = try Window()
        let until = Instant(microseconds: 1_743_476_460_000_000)
        try office.window.admit(office.call(.tax), assertion: "jti-1", until: until)
        #expect(throws: AddresseeRefusal.replayed) {
            try office.window.admit(office.call(.tax), assertion: "jti-1", until: until)
        }
        try office.window.admit(office.call(.welfare), assertion: "jti-1", until: until)
    }
}
