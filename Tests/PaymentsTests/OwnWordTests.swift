// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Foundation
import Press
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@testable import Payments

/// Words of letters that the city's book says, down to the paper.
@Suite("市の言葉の通知")
struct OwnWordTests {
    private let folder: TemporaryFolder
    private let schemes: URL

    init() throws {
        folder = try TemporaryFolder("own-words")
        schemes = folder.file("Schemes")
        try FileManager.default.copyItem(
            at: PaymentOffice.root.appending(path: "Schemes"), to: schemes)
    }

    private func book(_ kind: String, _ words: [String: String]) throws -> SchemeBook {
        try OwnLetter.write(kind, words: words, into: schemes)
        let library = try SchemeLibrary.load(directory: schemes.path) { String($0.count) }
        return try #require(library.book("sample"))
    }

    @Test("返還・振込不能・支払のコードの言葉は、文例に抜けなくあり、これまでの語のとおりで、市の言葉が先立つ")
    func codes() throws {
        let file = schemes.appending(path: "sample/letters.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        try text.replacingOccurrences(
            of: "letters:\n",
            with: """
                codes:
                  recovery-reason:
                    - {from: 2025-04-01, source: 規則(架空), words: {double: 重ねて支給した}}

                letters:

                """
        ).write(to: file, atomically: true, encoding: .utf8)
        let library = try SchemeLibrary.load(directory: schemes.path) { String($0.count) }
        let (own, other) = (
            try #require(library.book("sample")).letters,
            try #require(library.book("sample-years")).letters
        )
        func said(_ value: LetterValue, _ letters: LetterWordings) throws -> LetterValue? {
            try letters.wording(.recovery, on: date("2025-06-20")).wording
                .said(LetterValues([.reason: value]))[.reason]
        }
        // A word that the books lack would come out as the plain one: so the plain one is another.
        for reason in RecoveryReason.allCases {
            #expect(
                try said(.code(.recoveryReason, reason.rawValue, plain: ""), other)
                    == .text(reason.wording))
        }
        for reason in ReturnReason.allCases {
            #expect(
                try said(.code(.returnReason, reason.rawValue, plain: ""), other)
                    == .text(reason.wording))
        }
        for kind in RunKind.allCases {
            #expect(
                try said(.code(.runKind, kind.rawValue, plain: ""), other) == .text(kind.wording))
        }
        for reason in ReimbursementReason.allCases {
            #expect(
                try said(.code(.refusalReason, reason.rawValue, plain: ""), other)
                    == .text(reason.wording))
        }
        let double = LetterValue.code(.recoveryReason, RecoveryReason.double.rawValue, plain: "")
        #expect(try said(double, own) == .text("重ねて支給した"))
    }

    @Test("市が書いた「お支払い」の文が印字され、台帳にもそのまま残る")
    func awaiting() throws {
        let letters = try book("awaiting", ["account-unusable": "口座を変える届を出してください。"]).letters
        let family = try Family()
        try family.enter("S-1", points: 1_000)
        try family.decide()
        try family.schedule()
        let item = try #require(
            try family.office.read { try ItemBook.items(child: Family.taro, from: $0) }.first)
        try family.office.gate.perform(
            HoldPayment.operation, by: PaymentOffice.clerk, for: .benefit, reason: "口座が使えない"
        ) { try HoldPayment.perform([item.id], because: .unusableAccount, in: $0) }
        let batch = try family.office.gate.perform(
            IssueLetters.operation, by: PaymentOffice.clerk, for: .benefit
        ) {
            try IssueLetters.perform(
                AwaitingLetters(), [item.decision],
                IssueLetters.Terms(
                    letters: letters, directory: family.directory,
                    freshness: MemoryFreshness()), in: $0)
        }
        let ready = try #require(batch.letters.first)
        #expect(ready.words.lines.contains("お支払い 口座を変える届を出してください。"))
        #expect(ready.order.values[.reason] == .text("口座を変える届を出してください。"))
    }

    @Test("充当を差し引いた支払の計算の内訳は、市の言葉で印字される")
    func netted() throws {
        let letters = try book("payment", ["netted": "返還金への充当"]).letters
        let family = try Family()
        try family.enter("S-1", points: 1_000)
        try family.decide()
        try family.schedule()
        let office = family.office
        let item = try #require(
            try office.read { try ItemBook.items(child: Family.taro, from: $0) }.first)
        let recovery = try office.claim(1_000)
        try office.grant(
            try office.ask(
                .offset(item: item.id, Yen(1_000), agreedOn: date("2025-06-01")),
                about: recovery, key: "O1"))
        let run = try office.propose().run
        try office.approve(run.id)
        try office.write(run.id)
        let notices = try office.gate.perform(
            IssuePaymentNotices.operation, by: PaymentOffice.clerk, for: .benefit
        ) {
            try IssuePaymentNotices.perform(
                .payment, of: run.id, letters: letters, directory: family.directory, in: $0)
        }.notices
        let letter = try #require(notices.first).letter(
            sender: Sender(title: "見本市長"),
            desk: ContactDesk(name: "見本市 子ども福祉課", phone: "999-999-9999"))
        let steps = try #require(letter.computation).steps
        #expect(steps.contains { $0.label == "返還金への充当" && $0.amount == Yen(-1_000) }, "\(steps)")
    }

    @Test("前のシステムの給付の返還の「理由の説明」は、市の言葉になる")
    func prior() throws {
        let book = try book("recovery", ["prior": "{explanation}（旧制度の{treatment-month}分）"])
        let family = try Family()
        try family.paidBefore(1_200, 1)
        try family.lapse("2025-05-01")
        let proposal = try family.draft()
        _ = try family.office.gate.perform(
            ApproveRetroactive.operation, by: PaymentOffice.head, for: .benefit
        ) { try ApproveRetroactive.perform(proposal, law: BenefitLaw(book: book), in: $0) }
        let claims = try family.office.read { try RecoveryBook.all(from: $0) }
        #expect(claims.count == 1)
        #expect(
            claims.allSatisfy {
                $0.explanation.contains("（旧制度の令和7年") && !$0.explanation.contains("前のシステム")
            }, "\(claims.map(\.explanation))")
    }
}
