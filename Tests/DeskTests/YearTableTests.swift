// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Jobs
import Safeguards
import Testing
import Vocabulary

@testable import Desk

/// The office's year leads to where its work is done, and nothing that moves money or paper runs
/// without a limit.
@Suite("業務暦の行と画面")
struct YearTableTests {
    /// The work of each row, as the operation under which it is done.
    private static let works: [String: OperationCode] = [
        "link-files": .viewMonitor, "log-rules": .reviewLog, "release-holds": .releaseHold,
        "rejudge": .rejudge, "unregistered-list": .inviteUnregistered,
        "claims-arrive": .importClaims, "agency-invoice": .acceptAgencyInvoice,
        "claim-errors": .correctClaim, "claim-objections": .fileObjection,
        "insurer-requests": .writeInsurerRequest, "insurer-waits": .holdReimbursement,
        "print-letters": .printLetters, "propose-reimbursements": .decideReimbursement,
        "schedule-month": .scheduleMonth, "propose-run": .proposeRun,
        "transfer-file": .writeTransferFile, "payment-notices": .printLetters,
        "transfer-results": .recordTransferResults, "returned-transfers": .repay,
        "recovery-dunning": .recordRecovery, "recovery-limitation": .recordRecovery,
        "hub-reconcile": .reconcileHub,
        "month-close": .produceStatistics, "residence-papers": .viewRejudgements,
        "year-end-lapse": .renewYearly, "enlargement": .proposeExOfficio,
        "next-certificates": .issueCertificate, "fiscal-switch": .viewScheme,
        "new-budget": .manageBudget, "prefecture-report": .listStatistics,
        "accounts-close": .manageBudget, "income-renewal": .renewYearly,
        "high-cost-tables": .setScheme, "yearly-cap": .recordProxyReceipt,
        "medical-cost-letters": .printLetters, "stocktaking": .openStocktaking,
        "training-record": .writeRegister, "self-inspection": .writeRegister,
        "outside-audit": .writeRegister, "retention-list": .proposePurge,
        "retention-purge": .purge, "restore-drill": .viewKeys,
    ]

    @Test("業務暦のどの行も、その仕事のある画面へ導き、その仕事をする人はみなその画面を開ける")
    func everyRowLeadsToItsWork() throws {
        let year = try OfficeYear.standard()
        #expect(Set(year.entries.map(\.code)) == Set(Self.works.keys))
        for entry in year.entries {
            let operation = try #require(Self.works[entry.code], "\(entry.code)")
            let screen = try #require(Screen(rawValue: entry.screen), "\(entry.code)")
            let entrance = try #require(screen.entry, "\(entry.code)").definition
            #expect(entrance.screen == screen, "\(entry.code) は \(entrance.screen) を開きます")
            #expect(entrance.method == .get && !entrance.path.contains(":"), "\(entry.code)")
            let done = Route.allCases.map(\.definition).filter { $0.screen == screen }
                .flatMap { [$0.needed, $0.upload?.operation].compactMap(\.self) }
            #expect(
                done.contains(operation), "\(entry.code): \(entry.screen) に \(operation) はありません")
            let people = operation.definition.roles.subtracting([.system, .vendor])
            #expect(!people.isEmpty, "\(entry.code)")
            guard let needed = entrance.needed else { continue }
            #expect(
                people.isSubset(of: needed.definition.roles),
                "\(entry.code): \(people) は \(entry.screen) を開けません")
        }
    }

    @Test("職員や機械が始める行にはジョブがあり、職員が行う行のジョブは自分の画面を持つ。行とジョブの操作は同じ")
    func startersHaveJobs() async throws {
        let engine = try await SharedBench.get().reception.desk.engine
        for entry in try OfficeYear.standard().entries {
            let work = engine.works[entry.code]
            switch entry.starter {
            // A city without a rule about income has nobody to judge again for it.
            case .machine where entry.code == IncomeRenewalWork.job && work == nil: break
            case .machine, .officer:
                #expect(work?.hasOwnScreen == false, "\(entry.code) を始めるジョブがありません")
            case .people: #expect(work?.hasOwnScreen ?? true, "\(entry.code)")
            }
            if let work { #expect(work.operation == Self.works[entry.code], "\(entry.code)") }
        }
        #expect(Set(engine.works.keys).isSubset(of: Self.works.keys))
    }

    @Test("お金か紙か消去の動くジョブには、どれも人数・件数・金額の停止の基準と、その理由がある")
    func everythingThatMovesHasALimit() async throws {
        let engine = try await SharedBench.get().reception.desk.engine
        // They write the review of the log and a list to look at.
        let harmless: Set<String> = ["log-rules", "unregistered-list"]
        #expect(harmless.isSubset(of: engine.works.keys))
        for (code, work) in engine.works {
            let limits = engine.year.thresholds(of: code)
            #expect(limits.allSatisfy { $0.source.count > 5 }, "\(code)")
            guard !harmless.contains(code) else {
                #expect(limits.isEmpty, "\(code)")
                continue
            }
            let sizes: Set<JobThreshold.Kind> = [.persons, .items, .amount]
            #expect(limits.contains { sizes.contains($0.kind) }, "\(code) に停止の基準がありません")
            // Without a trial only the number of the list is known before anything is done.
            if !work.needsTrial {
                #expect(limits.contains { $0.kind == .items }, "\(code) に件数の基準がありません")
            }
        }
    }
}
