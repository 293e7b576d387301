// SPDX-License-Identifier: Apache-2.0
import Addressee
import Benefits
import Copying
import Database
import Entitlement
import Formats
import Foundation
import Office
import Payments
import Press
import Reports
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

/// What leaves the office as a file or an answer tells no more than its screens (X17).
@Suite("支援措置の対象者の居場所は、外へ出るどのファイルにも出ない", .measure("R-10"))
struct HiddenExportTests {
    @Test("抽出の一覧、統計表、振込のファイル、システム2の相手先への答えのどれにも、居場所がない")
    func filesTellNoPlace() async throws {
        let town = try await HiddenTown(families: 6)
        // Before the measures the same outputs do name the places.
        #expect(!(try lists(town) + answers(town)).compactMap(HiddenPlaceTests.place).isEmpty)
        try town.protect()
        let outputs = try lists(town) + statistics(town) + transfers(town) + answers(town)
        #expect(outputs.count > 20)
        for output in outputs {
            #expect(HiddenPlaceTests.place(in: output) == nil, "\(output.prefix(2_000))")
        }
    }

    /// Every ready-made list with every item, for the last and the next year.
    private func lists(_ town: HiddenTown) throws -> [String] {
        let office = town.office
        let today = office.settings.clock.today()
        return try OfficeList.allCases.flatMap { list -> [String] in
            let values =
                list.condition.isDay
                ? [today.description]
                : (-24...12).map {
                    YearMonth(monthNumber: today.yearMonth.monthNumber + $0).description
                }
            return try values.map { value in
                let rows = try office.casework.perform(
                    WriteCopy.operation, by: town.bench.administrator, for: .statistics,
                    reason: "検証のため"
                ) {
                    try office.lists.rows(
                        ListQuestion(
                            list: list.rawValue, conditions: ["on": value],
                            items: list.items.map(\.code)),
                        limit: 1_000, in: $0)
                }
                return rows.map { row in row.map { "\($0)" }.joined(separator: ",") }
                    .joined(separator: "\n")
            }
        }
    }

    private func statistics(_ town: HiddenTown) throws -> [String] {
        let office = town.office
        let today = office.settings.clock.today()
        let period = StatisticsPeriod(FiscalYear(of: today))
        return try StatisticsSubject.allCases.map { subject in
            try office.casework.perform(
                ProduceStatistics.operation, by: HiddenTown.payment, for: .statistics
            ) {
                try office.releaseStatistics(
                    StatisticsQuestion(subject, on: today, in: period), in: $0
                ).csv
            }
        }
    }

    /// The bytes that go to the bank, in half-width letters; the branch is a number there.
    private func transfers(_ town: HiddenTown) throws -> [String] {
        let office = town.office
        let days = PaymentDays(book: office.book, bank: office.days.bank)
        let items = try office.casework.perform(
            .viewSchedule, by: HiddenTown.payment, for: .benefit
        ) { scope in
            try scope.db.rows("SELECT DISTINCT planned_on FROM payment_item ORDER BY 1") {
                $0.text(0)
            }
        }.compactMap(CivilDate.init(iso:))
        return try items.enumerated().map { index, day in
            let run = try office.casework.perform(
                ProposeRun.operation, by: HiddenTown.payment, for: .benefit
            ) {
                try ProposeRun.perform(
                    paymentDay: day, key: "H\(index)", days: days,
                    directory: MemoryAddresseeDirectory(), in: $0)
            }
            .run.id
            _ = try office.casework.perform(
                ApproveRun.operation, by: HiddenTown.head, for: .benefit
            ) {
                try ApproveRun.perform(
                    run, rules: .oneHead, directory: MemoryAddresseeDirectory(), in: $0)
            }
            let file = try office.casework.perform(
                WriteTransferFile.operation, by: HiddenTown.payment, for: .benefit
            ) {
                try WriteTransferFile.perform(
                    run, order: Originator.rehearsal.order(on: day), audience: .trial,
                    directory: MemoryAddresseeDirectory(), in: $0)
            }
            return String(decoding: file.bytes, as: UTF8.self)
        }
    }

    /// What the registered peers are told, but those whom the law lets know the place.
    private func answers(_ town: HiddenTown) throws -> [String] {
        let window = town.office.peers
        let forTheLaw: Set<PeerName> = [.residentRegister, .intermediateServer]
        return try window.register.all
            .filter { !forTheLaw.contains($0.name) && $0.requests.contains(.answer) }
            .map { peer in
                let cards = try window.answer(
                    town.households.flatMap { [$0.mother, $0.child, $0.other] },
                    PeerCall(peer, reason: "検証のため"))
                return String(decoding: try JSONEncoder().encode(cards), as: UTF8.self)
            }
    }
}
