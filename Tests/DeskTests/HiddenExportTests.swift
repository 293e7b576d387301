// SPDX-License-Identifier: Apache-2.0
import Addressee
import Benefits
import Copying
import Database
import Entitlement
import Formats
import Foundation
import HTTPTypes
import Office
import Payments
import Reports
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk
@testable import Press

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

    @Test("厚木市の件: 支援措置の人の住所は、通知にも証にも、外へ出るどのファイルにも、どの役割のどの人の頁にも出ない")
    func protectedAddress() async throws {
        let town = try await HiddenTown(families: 3)
        // Before the measures each of them names the address: the test looks at the right places.
        func names(_ outputs: [String]) -> Int {
            outputs.count { HiddenPlaceTests.place(in: $0) != nil }
        }
        let printed = try letters(town)
        let seen = try await pages(town, as: ["uketsuke"])
        #expect(names(printed) > 0, "\(printed.map { $0.prefix(300) })")
        #expect(names(seen) > 0)
        try town.protect()
        // Nothing is drawn any more for those whose own address it would show.
        let after = try letters(town)
        #expect(after.count < printed.count)
        let shown = try await pages(town, as: DeskBench.roles.map(\.officer))
        let outputs =
            try after + shown + lists(town) + statistics(town) + transfers(town) + answers(town)
        for output in outputs {
            #expect(HiddenPlaceTests.place(in: output) == nil, "\(output.prefix(2_000))")
        }
    }

    /// Every notice and every letter that waits, and every certificate, as the press is given them.
    /// Nothing of it stays: the certificates are taken back.
    private func letters(_ town: HiddenTown) throws -> [String] {
        struct TakenBack: Error { let words: [String] }
        let office = town.office
        let today = office.settings.clock.today()
        let sender = Sender(title: "見本市長", name: "検証")
        let desk = ContactDesk(name: "係", address: "見本市", phone: "048", hours: "平日")
        func words(_ address: PrintableAddress, _ rest: Any) -> String {
            ([address.postalCode] + address.lines + [address.name, "\(rest)"]).joined(
                separator: " ")
        }
        func drawn(_ source: any LetterSource, _ references: [Int64]?) throws -> [String] {
            try office.casework.perform(
                PreviewLetters.operation, by: HiddenTown.counter, for: .registration
            ) {
                try PreviewLetters.perform(
                    source, references ?? source.waiting(in: $0), office.letterTerms(), in: $0
                ).letters
            }.map {
                let letter = $0.letter(sender: sender, desk: desk)
                return words(letter.address, letter)
            }
        }
        let decisions = try office.casework.perform(
            .viewPostings, by: HiddenTown.counter, for: .registration
        ) { scope in
            let found = try HistoryBook.decisions(
                children: town.households.map(\.child), from: scope.db)
            scope.saw(found.keys)
            return found.values.flatMap { $0.map(\.id) }.sorted()
        }
        var found = try drawn(DecisionLetters(reissueReason: "検証のため"), decisions)
        for (_, source) in office.letterSources(on: today) { found += try drawn(source, nil) }
        do {
            try office.casework.perform(
                IssueCertificates.operation, by: HiddenTown.counter, for: .registration
            ) { scope -> Void in
                let sheets = try IssueCertificates.perform(
                    .decisions(decisions), law: office.law, directory: office.directory,
                    freshness: office.freshness, in: scope
                ).sheets
                throw TakenBack(
                    words: sheets.map {
                        let card = $0.certificate(issuer: sender)
                        return words(card.address, card)
                    })
            }
        } catch let back as TakenBack { found += back.words }
        return found
    }

    /// What officers see of every protected mother and child, on every page that belongs to one.
    private func pages(
        _ town: HiddenTown, as officers: [String]
    ) async throws -> [String] {
        let paths = Route.allCases.filter { $0.definition.method == .get }
            .map(\.definition.path)
            .filter { $0.contains("/:person") }
        let people = town.households.flatMap { [$0.mother, $0.child] }
        let asked = paths.flatMap { path in
            people.map { path.replacing(":person", with: $0.description) }
        }.filter { !$0.contains(":") }
        #expect(asked.count > people.count)
        var found: [String] = []
        for officer in officers {
            found += try await town.bench.browse(as: officer) { browser in
                var texts: [String] = []
                for path in asked {
                    texts.append(try await browser.follow(try await browser.get(path)).text)
                }
                return texts
            }
        }
        return found
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
