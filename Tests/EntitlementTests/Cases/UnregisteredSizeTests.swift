// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Foundation
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

/// A register of many children, each of whom is by construction entitled, in work, withdrawn, too old,
/// moved out or never seen; `HAGUKUMI_SOAK=1` takes a register of 100,000.
@Suite("未申請の対象児童（多数）") struct UnregisteredSizeTests {
    private enum Lot: CaseIterable {
        case entitled, inWork, withdrawn, never, alone, tooOld, movedOut
    }

    private static func lot(_ random: inout Seeded) -> Lot {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<60: .entitled
        case 60..<70: .inWork
        case 70..<72: .withdrawn
        case 72..<84: .never
        case 84..<86: .alone
        case 86..<95: .tooOld
        default: .movedOut
        }
    }

    /// On 10 June 2025 who was born on 2 April 2007 is covered, who was born a day earlier is not.
    private static func born(_ lot: Lot, _ random: inout Seeded) -> CivilDate {
        let edge = date("2007-04-02")
        if lot == .tooOld { return edge.adding(days: -Int.random(in: 1...500, using: &random)) }
        if lot == .never, Int.random(in: 0..<4, using: &random) == 0 { return edge }
        return edge.adding(days: Int.random(in: 0...6_500, using: &random))
    }

    @Test("登録簿の児童は一人残らずどれかに数えられ、一覧は作った正解と同じで、勧奨の見込みと結果が合う")
    func everybody() throws {
        let isSoak = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1"
        let size = isSoak ? 100_000 : 1_500
        var random = Seeded(20_251_126)
        let office = try Office("2025-06-10")
        var lots: [AddresseeNumber: Lot] = [:]
        var numbers: [AddresseeNumber] = []
        // The bench's own child: nobody has applied, and the register names no mother.
        lots[Office.child] = .alone
        for index in 0..<size {
            let lot = Self.lot(&random)
            let number = AddresseeNumber(value: 910_000_000 + Int64(index))
            let born = Self.born(lot, &random)
            var child = office.person(number, "検証 \(index)", "ケンショウ", born: born.description)
            if lot == .alone { child.household = "H9" }
            if lot != .alone { child.mother = Office.parent }
            if lot == .movedOut {
                child.status = .movedOut
                child.residentUntil = date("2025-06-01")
            }
            office.directory.put(child)
            lots[number] = lot
            numbers.append(number)
        }
        try apply(
            office,
            numbers.filter { [.entitled, .inWork, .withdrawn].contains(lots[$0] ?? .never) }, lots)
        let began = ContinuousClock.now
        let report = try office.list()
        let listing = ContinuousClock.now - began
        func count(_ wanted: Lot...) -> Int { lots.values.count { wanted.contains($0) } }
        #expect(report.isComplete)
        #expect(report.residents == lots.count - count(.tooOld, .movedOut))
        #expect(report.entitled == count(.entitled) && report.inWork == count(.inWork))
        let listed = try office.read { try UnregisteredBook.children(limit: .max, from: $0) }
        let truth = Set(lots.filter { [.never, .alone, .withdrawn].contains($0.value) }.keys)
        #expect(Set(listed.map(\.child)) == truth && listed.count == truth.count)
        #expect(
            listed.allSatisfy { ($0.why == .withdrawn) == (lots[$0.child] == .withdrawn) })
        let invited = try office.gate.perform(
            InviteChildren.operation, by: Office.counter, for: .registration
        ) {
            try InviteChildren.perform(
                due: date("2025-07-31"), directory: office.directory, in: $0)
        }
        #expect(invited.count.expected == truth.count)
        #expect(invited.count.proposed == truth.count - count(.alone))
        #expect(invited.count.leftOut.values.reduce(0, +) == count(.alone))
        print(
            "soak: 登録簿 \(size)人、対象 \(report.residents)、未申請 \(listed.count)、"
                + "勧奨 \(invited.invitations.count)、一覧 \(listing)")
        if isSoak { #expect(listing < .seconds(60)) }
    }

    /// Forms in slices, as the office takes a file of them; what is to be entitled is decided.
    private func apply(
        _ office: Office, _ numbers: [AddresseeNumber], _ lots: [AddresseeNumber: Lot]
    ) throws {
        var serial = 0
        for start in stride(from: 0, to: numbers.count, by: 2_000) {
            let slice = numbers[start..<min(start + 2_000, numbers.count)]
            let forms = slice.map { child -> ApplicationInput in
                serial += 1
                var form = office.form(
                    applied: "2025-06-10", receipt: "Z-\(serial)", child: child)
                form.reason = .other
                form.account = nil
                form.insurance = office.insurance(child, from: "2005-04-01")
                return form
            }
            let receipts = try office.gate.perform(
                ReceiveApplications.operation, by: Office.counter, for: .registration
            ) {
                try ReceiveApplications.perform(
                    forms, directory: office.directory, terms: Office.terms, in: $0
                ).map { try $0.get().id }
            }
            let pairs = Array(zip(slice, receipts))
            let granted = pairs.filter { lots[$0.0] == .entitled }.map(\.1)
            try office.approve(try office.propose(granted))
            for (child, receipt) in pairs where lots[child] == .withdrawn {
                try office.gate.perform(
                    WithdrawApplication.operation, by: Office.counter, for: .registration
                ) { try WithdrawApplication.perform(receipt, reason: "取下げ", in: $0) }
            }
        }
    }
}
