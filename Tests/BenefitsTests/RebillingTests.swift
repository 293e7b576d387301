// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Testing
import Vocabulary

@testable import Benefits

@Suite("返戻と再請求")
struct RebillingTests {
    private func giveBack(_ error: Int64, _ office: Office) throws {
        try office.gate.perform(ReturnClaim.operation, by: Office.payment, for: .benefit) {
            try ReturnClaim.perform([error], reason: "番号の誤り", in: $0)
        }
    }

    private func pairs(
        _ subject: Objection.Subject, _ office: Office
    ) throws -> [Rebilling] { try office.read { try RebillingBook.pairs(of: subject, from: $0) } }

    private func takeBack(_ claim: Int64, _ office: Office) throws {
        try office.gate.perform(FileObjection.operation, by: Office.payment, for: .benefit) {
            scope in
            try FileObjection.perform(
                .claim(claim), .readjustment, reason: .askedByInstitution,
                on: date("2025-07-20"), in: scope)
            try RecordObjectionResult.perform(
                .claim(claim), .accepted, on: date("2025-07-25"), in: scope)
        }
    }

    private func onlyClaim(_ file: Int64, _ office: Office) throws -> Int64 {
        let found = try office.read { try ClaimBook.claims(of: file, from: $0) }
        return try #require(found.first).id
    }

    private func file(_ report: ClaimFileReport) throws -> Int64 {
        guard case .imported(let id) = report.outcome else { return try fail("取込") }
        return id
    }

    @Test("返戻した明細書は、番号を直した再請求と組になり、どちらのページからも相手が見える")
    func returned() throws {
        let office = try Office()
        try office.take(.one { $0.recipient = Office.number(999_001) })
        let error = try #require(try office.errors().first).id
        // Nothing is paired before it went back.
        var early = Uke()
        early.institution = "9900011"
        try office.take(early)
        #expect(try pairs(.error(error), office).isEmpty)
        try giveBack(error, office)
        var again = Uke()
        again.billing = "202508"
        let claim = try onlyClaim(try file(try office.take(again)), office)
        let pair = try #require(try pairs(.error(error), office).first)
        #expect(pair.returned == .error(error) && pair.rebilled == .claim(claim))
        #expect(pair.match == .born, "番号の違う人の分とは、生年月日で組にする")
        #expect(try pairs(.claim(claim), office) == [pair])
    }

    @Test("同じ返戻に二度目の再請求は組にならず、二重の請求として断られる")
    func once() throws {
        let office = try Office()
        try office.take(.one { $0.insurer = Office.otherInsurer })
        let error = try #require(try office.errors().first).id
        try giveBack(error, office)
        var again = Uke()
        again.billing = "202508"
        try office.take(again)
        again.billing = "202509"
        let report = try office.take(again)
        #expect(report.rejected == 1)
        #expect(try pairs(.error(error), office).count == 1)
        #expect(try pairs(.error(error), office).first?.match == .child)
    }

    @Test("過誤で取り下げた明細書の再請求は受け入れられて組になり、まだ誤っている再請求もエラーの行と組になる")
    func takenBack() throws {
        let office = try Office()
        let first = try onlyClaim(try file(try office.take(Uke())), office)
        try takeBack(first, office)
        var wrong = Uke.one {
            $0.ratio = "70"; $0.born = "20150610"; $0.copayment = "1"
        }
        wrong.billing = "202508"
        try office.take(wrong)
        let error = try #require(try office.errors().first).id
        #expect(try pairs(.claim(first), office).map(\.rebilled) == [.error(error)])
        // The wrong one goes back, too: the next is the re-billing of it.
        try giveBack(error, office)
        var right = Uke()
        right.billing = "202509"
        let claim = try onlyClaim(try file(try office.take(right)), office)
        #expect(
            try pairs(.error(error), office).map(\.rebilled) == [.error(error), .claim(claim)])
    }

    @Test("認められた申立の後に同じ明細書を申し立てることはできず、再請求は一つの組だけになる")
    func acceptedOnce() throws {
        let office = try Office()
        let first = try onlyClaim(try file(try office.take(Uke())), office)
        try takeBack(first, office)
        #expect(throws: BenefitsRefusal.objectionAccepted) { try takeBack(first, office) }
        var again = Uke()
        again.billing = "202508"
        let second = try onlyClaim(try file(try office.take(again)), office)
        // The one that came in its place may be contested, and be billed anew in its turn.
        try takeBack(second, office)
        again.billing = "202509"
        let third = try onlyClaim(try file(try office.take(again)), office)
        #expect(
            try pairs(.claim(second), office).map(\.rebilled) == [.claim(second), .claim(third)])
    }

    @Test("認められた申立が二つ記録されていても、二つ目の再請求は組の重複にならず二重の請求として断られる")
    func acceptedTwiceInTheBooks() throws {
        let office = try Office()
        let first = try onlyClaim(try file(try office.take(Uke())), office)
        try takeBack(first, office)
        // As older books may hold it.
        let twice = Objection(
            subject: .claim(first), kind: .readjustment, reason: .askedByInstitution,
            filedOn: date("2025-07-26"), result: .accepted, resultOn: date("2025-07-27"),
            offset: .zero, offsetMonth: nil)
        try office.gate.perform(FileObjection.operation, by: Office.payment, for: .benefit) {
            _ = try $0.append([ObjectionRow(objection: twice, officer: "U002")])
        }
        // Two wrong ones in a row: both wait on the error list.
        for billing in ["202508", "202509"] {
            var wrong = Uke.one { $0.insurer = Office.otherInsurer }
            wrong.billing = billing
            _ = try file(try office.take(wrong))
        }
        #expect(try pairs(.claim(first), office).count == 1)
        #expect(try office.errors().count == 2)
    }

    @Test("一部が認められた後の認容は、残りだけを取り戻す")
    func restOnly() throws {
        let office = try Office()
        let first = try onlyClaim(try file(try office.take(Uke())), office)
        let payable = try #require(
            try office.read { try ClaimBook.claims([first], from: $0) }[first]
        ).payable
        func contest(_ result: ObjectionResult, _ offset: Yen? = nil) throws {
            try office.gate.perform(FileObjection.operation, by: Office.payment, for: .benefit) {
                try FileObjection.perform(
                    .claim(first), .review, reason: .askedByInstitution,
                    on: date("2025-07-20"), in: $0)
                try RecordObjectionResult.perform(
                    .claim(first), result, on: date("2025-07-25"), offset: offset, in: $0)
            }
        }
        try contest(.partlyAccepted, Yen(1_000))
        #expect(throws: BenefitsRefusal.offsetTooLarge(payable - Yen(1_000))) {
            try contest(.partlyAccepted, payable)
        }
        try contest(.accepted)
        let newest = try office.read { try ObjectionBook.newest(of: .claim(first), from: $0) }
        #expect(newest?.offset == payable - Yen(1_000))
    }

    @Test("個別入力の再請求も組になる")
    func keyed() throws {
        let office = try Office()
        try office.take(.one { $0.insurer = Office.otherInsurer })
        let error = try #require(try office.errors().first).id
        try giveBack(error, office)
        let entry = ClaimEntry(
            dataKind: .medical, source: .federation, billingMonth: yearMonth("2025-08"),
            treatmentMonth: yearMonth("2025-06"), institution: "1119900010",
            institutionName: "見本医院", setting: .outpatient, born: date("2015-06-10"),
            insurer: try #require(InsurerNumber(Office.insurer)),
            recipientNumber: try #require(RecipientNumber(Office.taroNumber)), days: 1,
            points: 1_234)
        let claim = try office.gate.perform(
            EnterClaim.operation, by: Office.payment, for: .benefit
        ) { try EnterClaim.perform(entry, law: Office.law, in: $0) }
        #expect(try pairs(.claim(claim), office).map(\.returned) == [.error(error)])
    }

    @Test("償還への切替えの合計では、再請求された返戻を二度数えない")
    func newestOnly() throws {
        let office = try Office()
        // Over the threshold alone: on the error list, and back to the clinic.
        try office.take(.one { $0.points = 8_000 })
        let first = try #require(try office.errors().first)
        #expect(first.code == BenefitsRefusal.overThreshold(.zero).code)
        try giveBack(first.id, office)
        // Billed anew as it was. (The same treatment twice in one examination is a duplicate too: it
        // would take two defects for the sum to count it.)
        var again = Uke(claims: [Uke.Claim(points: 8_000)])
        again.billing = "202508"
        try office.take(again)
        let second = try #require(try office.errors().first)
        #expect(try pairs(.error(second.id), office).map(\.returned) == [.error(first.id)])
        let report = try office.gate.perform(
            RecheckClaims.operation, by: Office.payment, for: .benefit
        ) { try RecheckClaims.perform([second.id], law: Office.law, in: $0) }
        // Counted once, its own share: not twice.
        let share = Yen(24_000)
        #expect(
            report.faults[second.id]?.message == BenefitsRefusal.overThreshold(share).message)
    }
}
