// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Ledger
import Press
import Safeguards
import Support
import Synchronization
import Testing
import Vocabulary

@testable import Copying

@Suite("複製は二人で、一度だけ、受取人だけに", .measure("R-56"))
struct CopyTests {
    @Test("申請・承認・作成・引渡しの後、受取人の鍵でだけ開き、どの行にも番号と申請者がある")
    func course() throws {
        let bench = try Bench()
        let container = try bench.copied(try bench.new())
        let (header, content) = try CopyContainer.open(container, with: bench.key)
        #expect(header.number == "C000001" && header.counter == 1 && header.rows == 3)
        #expect(header.recipient == "kyufu" && header.requester == "kanri")
        #expect(header.approver == "kacho" && header.municipality == "119997")
        let lines = String(decoding: content, as: UTF8.self).components(separatedBy: "\r\n")
        #expect(lines.count == 6)
        for line in lines[1...3] {
            #expect(line.hasSuffix("\"C000001\",\"kanri\""))
            #expect(line.contains("\"'=検証"))
        }
        #expect(lines[4].contains("複製C000001 請求者kanri 受取人kyufu 3行 ここまで"))
        #expect(throws: CopyingRefusal.otherKey) {
            try CopyContainer.open(container, with: CopyPrivateKey())
        }
        // Who was in the copy stands in the log of its operation.
        let seen = try bench.store.read { db in
            try db.first(
                """
                SELECT COUNT(*) FROM operation_subject s JOIN operation o ON o.id = s.operation_id
                WHERE o.code = 'exportData'
                """
            ) { $0.int(0) }
        }
        #expect(seen == 3)
        #expect(try bench.ledger.verify(bench.store).ok)
    }

    @Test("XLSXの複製は、どのページにも印があり、字の欄は字のまま")
    func workbook() throws {
        let bench = try Bench()
        let container = try bench.copied(try bench.new(format: .xlsx))
        let (header, content) = try CopyContainer.open(container, with: bench.key)
        let text = String(decoding: content, as: UTF8.self)
        #expect(header.file == "C000001_children.xlsx")
        #expect(text.contains("<oddHeader>&amp;L複製C000001 請求者kanri 受取人kyufu</oddHeader>"))
        #expect(text.contains(">=検証　0子</t>") && !text.contains("<f>"))
    }

    @Test("複製の番号は、断られた作成をはさんでも抜けない")
    func numbersWithoutGaps() throws {
        let bench = try Bench()
        var numbers: [String] = []
        for round in 0..<4 {
            let id = try bench.request(try bench.new())
            try bench.approve(id)
            bench.lists.count = 300_000
            #expect(throws: CopyingRefusal.tooManyRows(limit: 200_000)) { try bench.write(id) }
            bench.lists.count = round
            numbers.append(try bench.write(id).number)
        }
        #expect(numbers == ["C000001", "C000002", "C000003", "C000004"])
    }

    @Test("申請者も受取人も承認できず、承認した人は作れない", .measure("R-62"))
    func fourEyes() throws {
        let bench = try Bench()
        let own = try bench.request(try bench.new(recipient: "kacho"))
        #expect(throws: SafeguardRefusal.sameOfficer) { try bench.approve(own) }
        try bench.approve(own, by: "bucho")
        // Somebody with both roles: the request of the one is not approved by the same person.
        let both = Principal(
            officer: "kanri", name: "", roles: [.administrator, .head], session: "test",
            terminal: "T1")
        let id = try bench.request(try bench.new())
        #expect(throws: SafeguardRefusal.sameOfficer) {
            try bench.gate.perform(.approveCopy, by: both, for: .statistics) {
                try DecideCopy.approve(id, lists: bench.lists, in: $0)
            }
        }
        let third = try bench.request(try bench.new(), by: "kanri2")
        try bench.gate.perform(.approveCopy, by: both, for: .statistics) {
            try DecideCopy.approve(third, lists: bench.lists, in: $0)
        }
        #expect(throws: SafeguardRefusal.sameOfficer) { try bench.write(third, by: "kanri") }
        #expect(try bench.write(third, by: "kanri2").number == "C000001")
    }

    @Test("承認のない申請・不承認・取下げ・期限の後は作れず、作れるのは一度だけ")
    func onlyOnceAndInTime() throws {
        let bench = try Bench()
        let waiting = try bench.request(try bench.new())
        #expect(throws: CopyingRefusal.wrongState(.waiting)) { try bench.write(waiting) }
        try bench.gate.perform(.approveCopy, by: bench.person("kacho"), for: .statistics) {
            try DecideCopy.refuse(waiting, reason: "不要", in: $0)
        }
        #expect(throws: CopyingRefusal.wrongState(.refused)) { try bench.write(waiting) }
        let gone = try bench.request(try bench.new())
        try bench.approve(gone)
        try bench.gate.perform(
            .requestCopy, by: bench.person("kanri"), for: .statistics, reason: "取下げ"
        ) { try WithdrawCopy.perform(gone, in: $0) }
        #expect(throws: CopyingRefusal.wrongState(.withdrawn)) { try bench.write(gone) }
        let once = try bench.request(try bench.new())
        try bench.approve(once)
        try bench.write(once)
        #expect(throws: CopyingRefusal.wrongState(.written)) { try bench.write(once) }
        let late = try bench.request(try bench.new())
        let approved = try bench.request(try bench.new())
        try bench.approve(approved)
        // The last moment of 12 June, and the first of 13 June.
        bench.clock.pass(2 * 86_400 + 43_200 - 1)
        #expect(try bench.copy(late).state(at: bench.clock.now()) == .waiting)
        bench.clock.pass(1)
        #expect(throws: CopyingRefusal.expired) { try bench.approve(late) }
        #expect(throws: CopyingRefusal.expired) { try bench.write(approved) }
        for until in ["2025-06-12", "2025-06-21"] {
            #expect(throws: CopyingRefusal.expiryUnusable(days: 7)) {
                try bench.request(try bench.new(until: until))
            }
        }
        #expect(try bench.store.read { try CopyBook.lastCounter(from: $0) } == 1)
    }

    @Test("複製の操作は、管理者が申請・作成・搬送、決裁者が承認。ほかの役割はどれもできない", .measure("R-62"))
    func roles() throws {
        let bench = try Bench()
        let allowed: [OperationCode: Set<Role>] = [
            .requestCopy: [.administrator], .approveCopy: [.head], .exportData: [.administrator],
            .recordTransport: [.administrator],
        ]
        for (officer, role) in Bench.staff {
            for (operation, roles) in allowed {
                var ran = false
                let by = Principal(
                    officer: officer, name: officer, roles: [role], session: "test",
                    terminal: "T1")
                let attempt = {
                    try bench.gate.perform(operation, by: by, for: .statistics, reason: "試験") { _ in
                        ran = true
                    }
                }
                if roles.contains(role) {
                    try attempt()
                } else {
                    #expect(throws: SafeguardRefusal.notPermitted) { try attempt() }
                }
                #expect(ran == roles.contains(role), "\(operation) \(role)")
            }
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try bench.gate.perform(
                .exportData, by: .machine("job"), for: .statistics, reason: "試験"
            ) { _ in }
        }
    }

    @Test("一つの複製の行数と、一人の一時間の行数には上限がある")
    func rowLimits() throws {
        let bench = try Bench(["rows": 10, "rows-hour": 25])
        bench.lists.count = 11
        let many = try bench.request(try bench.new())
        try bench.approve(many)
        #expect(throws: CopyingRefusal.tooManyRows(limit: 10)) { try bench.write(many) }
        bench.lists.count = 10
        for _ in 0..<2 {
            let id = try bench.request(try bench.new())
            try bench.approve(id)
            try bench.write(id)
        }
        #expect(throws: CopyingRefusal.rowsOfHourReached(limit: 25)) { try bench.write(many) }
        // Another officer has an own hour; and the hour passes.
        try bench.write(many, by: "kanri2")
        let next = try bench.request(try bench.new())
        try bench.approve(next)
        #expect(throws: CopyingRefusal.rowsOfHourReached(limit: 25)) { try bench.write(next) }
        bench.clock.pass(3_601)
        try bench.write(next)
    }

    @Test("受取先に許されない項目と、一覧にない項目は出せない。電話と口座はだれにも出ない")
    func itemsByPermission() throws {
        let bench = try Bench()
        for recipient in RecipientClass.allCases {
            for item in ["phone", "account"] {
                #expect(throws: CopyingRefusal.self) {
                    try bench.request(
                        try bench.new(recipientClass: recipient.rawValue, items: [item]))
                }
            }
        }
        let name = CopyingRefusal.itemNotAllowed(item: "氏名", recipient: .audit)
        #expect(throws: name) {
            try bench.request(try bench.new(recipientClass: "audit", items: ["name"]))
        }
        #expect(throws: CopyingRefusal.itemNotAllowed(item: "個人番号", recipient: .section)) {
            try bench.request(try bench.new(items: ["child", "個人番号"]))
        }
        #expect(throws: CopyingRefusal.noItems) { try bench.request(try bench.new(items: [])) }
        try bench.request(try bench.new(recipientClass: "audit", items: ["child", "born"]))
    }
}

@Suite("だれに渡るか")
struct RecipientTests {
    @Test(
        "庁内の決められた受取先のほかは断り、表にも入らない", .measure("R-33", "R-70"),
        arguments: ["", "third-party", "委託先", "section ", "Section", "他市町村"])
    func unknownClass(recipientClass: String) throws {
        let bench = try Bench()
        #expect(throws: CopyingRefusal.unknownRecipientClass) {
            try bench.request(try bench.new(recipientClass: recipientClass))
        }
        // The database knows no other word either.
        #expect(throws: (any Error).self) {
            try bench.gate.perform(
                .requestCopy, by: bench.person("kanri"), for: .statistics, reason: "試験"
            ) { scope in
                try scope.facts.append(
                    "copy_request",
                    [
                        "list": "children", "question": "{}", "format": "csv",
                        "recipient": "kyufu", "recipient_name": "検証",
                        "recipient_class": recipientClass, "public_key": "x", "copy_use": "x",
                        "reason": "x", "requester": "kanri",
                        "expires_at": bench.clock.now().adding(seconds: 9),
                    ])
            }
        }
        #expect(try bench.store.read { try CopyBook.newest(9, from: $0) }.isEmpty)
    }

    @Test("保守(委託先)は受取人になれず、後から保守になった人には承認も作成も引渡しもしない", .measure("R-62"))
    func vendor() throws {
        let bench = try Bench()
        #expect(throws: CopyingRefusal.recipientIsVendor) {
            try bench.request(try bench.new(recipient: "hoshu"))
        }
        #expect(throws: CopyingRefusal.recipientUnknown) {
            try bench.request(try bench.new(recipient: "nobody"))
        }
        let (waiting, approved, written) = (
            try bench.request(try bench.new()), try bench.request(try bench.new()),
            try bench.request(try bench.new())
        )
        try bench.approve(approved)
        try bench.approve(written)
        try bench.write(written)
        try bench.gate.perform(.manageOfficers, by: .machine("test"), for: .maintenance) {
            _ = try $0.facts.append(
                "vendor_grant",
                [
                    "officer": "kyufu", "contract": "K9", "employer": "見本情報",
                    "from_date": "2025-06-01", "until_date": "2026-04-01",
                ])
        }
        #expect(throws: CopyingRefusal.recipientIsVendor) { try bench.approve(waiting) }
        #expect(throws: CopyingRefusal.recipientIsVendor) { try bench.write(approved) }
        #expect(throws: CopyingRefusal.recipientIsVendor) { try bench.handOut(written) }
    }

    @Test("利用停止の日が来た人は、停止がまだ実施されていなくても受取人になれず、渡しもしない", .measure("R-51", "R-62"))
    func revoked() throws {
        let bench = try Bench()
        let id = try bench.request(try bench.new())
        try bench.gate.perform(.manageOfficers, by: .machine("test"), for: .maintenance) {
            for (officer, day) in [("kyufu", "2025-06-10"), ("uketsuke", "2025-06-11")] {
                _ = try $0.facts.append(
                    "revocation_request",
                    [
                        "officer": officer, "requester": "kanri", "received_on": "2025-06-02",
                        "effective_on": day,
                    ])
            }
        }
        #expect(throws: CopyingRefusal.recipientUnknown) { try bench.approve(id) }
        #expect(throws: CopyingRefusal.recipientUnknown) { try bench.request(try bench.new()) }
        // One whose day has not come works on.
        _ = try bench.request(try bench.new(recipient: "uketsuke"))
    }

    @Test("媒体の記録のない複製は渡らない。番号・運ぶ人・行き先・方法のどれが欠けても断る", .measure("R-59"))
    func transports() throws {
        let bench = try Bench()
        let id = try bench.request(try bench.new())
        try bench.approve(id)
        #expect(throws: CopyingRefusal.wrongState(.approved)) { try bench.handOut(id) }
        try bench.write(id)
        let day = try #require(CivilDate(iso: "2025-06-10"))
        for missing in 0..<4 {
            let words = (0..<4).map { $0 == missing ? "　" : "検証" }
            #expect(throws: CopyingRefusal.self) {
                try bench.handOut(
                    id,
                    Transport(
                        .handed, medium: words[0], carrier: words[1], destination: words[2],
                        protection: words[3], on: day))
            }
        }
        #expect(try bench.copy(id).state(at: bench.clock.now()) == .written)
        _ = try bench.handOut(id, try bench.medium("M-1"))
        #expect(throws: CopyingRefusal.mediumRecorded) {
            try bench.handOut(id, try bench.medium("M-1"))
        }
        _ = try bench.handOut(id, try bench.medium("M-2"))
        func record(_ medium: String, _ event: Transport.Event) throws {
            let transport = try bench.medium(medium, event)
            try bench.gate.perform(
                .recordTransport, by: bench.person("kanri"), for: .statistics
            ) { try RecordTransport.perform(id, transport, in: $0) }
        }
        try record("M-1", .returned)
        try record("M-1", .destroyed)
        #expect(throws: CopyingRefusal.self) { try record("M-3", .returned) }
        #expect(try bench.copy(id).transports.count == 4)
    }

    @Test("失われた複製、書き換えられた複製は渡さない", .measure("R-59"))
    func damagedOnTheShelf() throws {
        let bench = try Bench()
        let id = try bench.request(try bench.new())
        try bench.approve(id)
        let file = try bench.write(id).file
        let whole = try #require(bench.shelf.container(named: file))
        var bytes = whole
        bytes[bytes.count - 1] ^= 1
        bench.shelf.put(bytes, named: file)
        #expect(throws: CopyingRefusal.containerDamaged) { try bench.handOut(id) }
        bench.shelf.files.withLock { $0[file] = nil }
        #expect(throws: CopyingRefusal.containerGone) { try bench.handOut(id) }
        bench.shelf.put(whole, named: file)
        #expect(try bench.handOut(id) == whole)
    }
}
