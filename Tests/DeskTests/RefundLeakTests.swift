// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Formats
import Foundation
import Office
import Payments
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk
@testable import Press

@Suite("支援措置の世帯の居場所は、過誤納と還付のどこにも出ない")
struct RefundLeakTests {
    /// Every family has paid too much: a part waits, a part is decided to go to its account.
    private struct Families {
        let town: HiddenTown
        let claims: [Int64]

        init() async throws {
            let town = try await HiddenTown(families: 3)
            claims = try town.households.map { one in
                let id = try town.office.claim(of: one)
                try town.office.refund(id, key: "F\(one.number)")
                return id
            }
            self.town = town
        }

        /// The letters that wait, as the press is given them.
        func letters() throws -> [String] {
            let office = town.office
            let sender = Sender(title: "見本市長", name: "検証")
            let desk = ContactDesk(name: "係", address: "見本市", phone: "048", hours: "平日")
            let source = RefundLetters()
            return try office.casework.perform(
                PreviewLetters.operation, by: HiddenTown.counter, for: .registration
            ) {
                try PreviewLetters.perform(
                    source, source.waiting(in: $0), office.letterTerms(), in: $0
                ).letters
            }.map {
                // An address says nothing of itself in words: its lines are looked at one by one.
                let letter = $0.letter(sender: sender, desk: desk)
                let address = letter.address
                return ([address.postalCode] + address.lines + [address.name, "\(letter)"])
                    .joined(separator: " ")
            }
        }

        func file() throws -> WrittenRefundFile {
            let office = town.office
            let (days, law) = (office.paymentDays, office.recoveryLaw)
            let day = try #require(CivilDate(iso: "2025-06-20"))
            return try office.casework.perform(
                WriteRefundFile.operation, by: HiddenTown.payment, for: .benefit
            ) {
                try WriteRefundFile.perform(
                    order: Originator.rehearsal.order(on: day), key: "RF1", audience: .trial,
                    days: days, law: law, in: $0)
            }
        }

        /// Every page on which an excess or a refund stands, and the lists of papers and files.
        var pages: [String] {
            [
                "/", "/payments/returns", "/payments/recoveries?all=1", "/accounting?year=2025",
                "/accounting?year=2025&income=returned&of=received", "/papers", "/letters",
                "/print-log",
            ] + claims.map { Route.recovery.path($0) }
        }
    }

    @Test("1360・1361・1380・返還の画面・還付の通知・振込データ・印刷記録に居場所がなく、還付の通知は支援措置の世帯の住所で刷られない")
    func noPlace() async throws {
        let families = try await Families()
        let town = families.town
        let before = try families.letters()
        #expect(before.count == 3)
        // Before the measures a letter names the address: the test looks at the right places.
        #expect(before.contains { HiddenPlaceTests.place(in: $0) != nil })
        try town.protect()
        for letter in try families.letters() {
            #expect(HiddenPlaceTests.place(in: letter) == nil, "\(letter)")
        }
        let file = try families.file()
        // The third debtor is the one from whom the family is protected.
        #expect(file.record.records == 2 && file.leftOut == 1)
        #expect(HiddenPlaceTests.place(in: String(decoding: file.bytes, as: UTF8.self)) == nil)
        for (officer, _, role) in DeskBench.roles {
            try await town.bench.browse(as: officer) { browser in
                for path in families.pages {
                    let sight = try await browser.get(path)
                    #expect(
                        HiddenPlaceTests.place(in: sight.text) == nil, "\(role) \(path)")
                }
            }
        }
    }

    @Test("還付の画面は、権限のない役割に誰の名も額も出さず、ある役割には支援措置の印を付ける")
    func roles() async throws {
        let families = try await Families()
        try families.town.protect()
        let file = try families.file().record.id
        let lists = ["/payments/returns", "/payments/recoveries?all=1"]
        for (officer, _, role) in DeskBench.roles {
            try await families.town.bench.browse(as: officer) { browser in
                for path in lists + families.claims.map({ Route.recovery.path($0) }) {
                    let sight = try await browser.get(path)
                    if role == .payment || role == .head {
                        #expect(sight.status == 200 && sight.text.contains("検証隠"), "\(path)")
                        if lists.contains(path) {
                            #expect(sight.text.contains("支援措置"), "\(role) \(path)")
                        }
                        continue
                    }
                    #expect(sight.status == 403, "\(role) \(path)")
                    #expect(!sight.text.contains("検証隠"), "\(role) \(path)")
                    #expect(!sight.text.contains("領収済 1"), "\(role) \(path)")
                }
                let returns = try await browser.get("/payments/returns")
                if role == .payment {
                    #expect(returns.text.contains("過誤納 3件"), "\(returns.text)")
                    #expect(returns.text.contains("作成した還付の振込データ 1件"))
                    #expect(returns.text.contains("受取人に支払えない"))
                }
                // No person stands on the page of the accounts, whoever reads it.
                let accounts = try await browser.get("/accounting?year=2025")
                #expect(!accounts.text.contains("検証隠"), "\(role)")
                // To fetch the file again is a right of the one who writes it.
                let again = try await browser.post(
                    "/payments/refunds/file", on: returns, [("refund-file", "\(file)")])
                #expect(
                    (again.status == 200) == (role == .payment), "\(role) \(again.status)")
            }
        }
    }
}

extension Installation {
    /// A claim of 600 yen against the recipient of a family, decided, for which 800 were paid.
    fileprivate func claim(of one: HiddenTown.Household) throws -> Int64 {
        let law = recoveryLaw
        let id = try casework.perform(
            ProposeRecovery.operation, by: HiddenTown.payment, for: .benefit
        ) {
            try ProposeRecovery.perform(
                RecoveryClaim(
                    child: one.child, recipient: one.recipient, amount: Yen(600), reason: .wrong,
                    explanation: "計算の誤り"), key: "K\(one.number)", in: $0)
        }
        try casework.perform(
            ApproveRecoveryAct.operation, by: HiddenTown.head, for: .benefit
        ) { scope in
            let request = try #require(
                try RecoveryRequestBook.requests(of: id, from: scope.db).first)
            try ApproveRecoveryAct.perform(request.id, law: law, in: scope)
        }
        try casework.perform(
            RecordRecovery.operation, by: HiddenTown.payment, for: .benefit
        ) {
            try RecordRecovery.receive(
                Yen(800), for: id, on: $0.today, slip: "領収済 1", key: "N\(one.number)", in: $0)
        }
        return id
    }

    /// 150 of the 200 yen that were too much are to be transferred.
    fileprivate func refund(_ claim: Int64, key: String) throws {
        let law = recoveryLaw
        let request = try casework.perform(
            ProposeRecoveryAct.operation, by: HiddenTown.payment, for: .benefit
        ) { scope in
            let excess = try #require(
                try OverpaymentBook.overpayments(of: claim, from: scope.db).first)
            return try ProposeRecoveryAct.perform(
                .refund(of: excess.id, Yen(150), .transfer), about: claim, explanation: "二度の納付",
                key: key, law: law, in: scope)
        }
        try casework.perform(
            ApproveRecoveryAct.operation, by: HiddenTown.head, for: .benefit
        ) { try ApproveRecoveryAct.perform(request, law: law, in: $0) }
    }
}
