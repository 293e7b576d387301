// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Payments
import Safeguards
import Vocabulary

extension OfficeYear {
    private var recoveryLaw: RecoveryLaw { RecoveryLaw(book: office.book) }

    /// 納入通知と分納: whoever has to give money back is asked for it; every second family pays in two
    /// parts, as the head has agreed.
    func demandRecoveries() throws {
        let payment = try staff.principal(.payment)
        let fresh = try office.casework.perform(.viewLists, by: payment, for: .benefit) {
            try PaymentReading.open(from: $0.db)
        }.filter { $0.received == 0 && $0.id > lastDemanded }
        guard !fresh.isEmpty else { return }
        lastDemanded = fresh.map(\.id).max() ?? lastDemanded
        let today = clock.today()
        for recovery in fresh where recovery.id % 2 == 0 && recovery.yen > 1 {
            let half = recovery.yen / 2
            let plan = RecoveryAct.plan(
                [
                    Instalment(number: 1, dueOn: today.adding(days: 40), amount: Yen(half)),
                    Instalment(
                        number: 2, dueOn: today.adding(days: 70),
                        amount: Yen(recovery.yen - half)),
                ], signedOn: today)
            let request = try office.casework.perform(
                ProposeRecoveryAct.operation, by: payment, for: .benefit
            ) {
                try ProposeRecoveryAct.perform(
                    plan, about: recovery.id, explanation: "分納の申出",
                    key: "plan-\(recovery.id)", law: recoveryLaw, in: $0)
            }
            try office.casework.perform(
                ApproveRecoveryAct.operation, by: try staff.principal(.head), for: .benefit
            ) { try ApproveRecoveryAct.perform(request, law: recoveryLaw, in: $0) }
        }
        _ = try office.casework.perform(
            DemandPayment.operation, by: payment, for: .benefit
        ) {
            try DemandPayment.perform(
                .demand, only: fresh.map(\.id), law: recoveryLaw, in: $0)
        }
    }

    /// Families pay at the month's end: the whole, or one of the two parts they promised.
    func receiveRecoveries() throws {
        let payment = try staff.principal(.payment)
        let open = try office.casework.perform(.viewLists, by: payment, for: .benefit) {
            try PaymentReading.open(from: $0.db)
        }
        let today = clock.today()
        for recovery in open {
            let isPart = recovery.id % 2 == 0 && recovery.yen > 1 && recovery.received == 0
            let yen = isPart ? recovery.yen / 2 : recovery.yen
            try office.casework.perform(RecordRecovery.operation, by: payment, for: .benefit) {
                try RecordRecovery.receive(
                    Yen(yen), for: recovery.id, on: today,
                    key: "received-\(recovery.id)-\(recovery.received)", in: $0)
            }
        }
    }

    /// 勧奨: once a year, in June, the children who never applied are looked for and their guardians
    /// invited; nobody who is entitled may stand in that list.
    func inviteUnregistered() throws {
        let counter = try staff.principal(.counter)
        let law = office.law
        let report = try office.casework.perform(
            ListUnregistered.operation, by: counter, for: .registration
        ) { try ListUnregistered.perform(law: law, directory: office.directory, in: $0) }
        if report.entitled + report.inWork + report.excluded + report.unregistered
            != report.residents
        {
            watch.report("未申請の一覧の内訳が住民の数と合いません: \(report)")
        }
        let due = clock.today().adding(days: 45)
        _ = try office.casework.perform(
            InviteChildren.operation, by: counter, for: .registration
        ) { try InviteChildren.perform(due: due, directory: office.directory, in: $0) }
    }
}
