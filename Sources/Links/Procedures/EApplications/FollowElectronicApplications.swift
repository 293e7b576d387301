// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Vocabulary

/// 審査・決定の反映: the state of an accepted application follows what the office does with the
/// ordinary application that it became. Twice changes nothing.
enum FollowElectronicApplications {
    static let operation = OperationCode.receiveElectronicApplications

    /// - Returns: how many states changed.
    static func perform(
        _ reimbursements: (any ReimbursementWindow)?, in scope: Scope
    ) throws -> Int {
        let open = try ElectronicBook.followed(from: scope.db)
        var applications: [Int64] = []
        var cases: [Int64] = []
        for item in open {
            switch item.successor {
            case .application(let id): applications.append(id)
            case .reimbursement(let id): cases.append(id)
            }
        }
        let files = try ApplicationBook.files(applications, from: scope.db)
        let stages =
            cases.isEmpty ? [:] : try reimbursements?.stages(of: cases, in: scope) ?? [:]
        let moves = open.compactMap { item -> ElectronicMove? in
            let command: ElectronicCommand? =
                switch item.successor {
                case .application(let id):
                    files[id].flatMap { ElectronicCourse.following($0.status) }
                case .reimbursement(let id):
                    stages[id].flatMap { ElectronicCourse.following($0) }
                }
            guard let command, ElectronicCourse.allowed(item.status).contains(command),
                let event = try? ElectronicCourse.decide(command, at: item.status)
            else { return nil }
            return ElectronicMove(application: item.id, event: event)
        }
        try scope.record(moves)
        scope.saw(files.values.flatMap { [$0.applicant, $0.child] })
        scope.counted(moves.count)
        return moves.count
    }
}

/// 処理状況の回答: the form service is told where each application stands, in a file of its own that
/// holds 受付番号, state, and a reason of a closed list.
enum TellFormServices {
    static let operation = OperationCode.receiveElectronicApplications
    private static let batch = 1_000

    /// The file is written first, then that it was: killed between, it is written again the same.
    static func perform(
        _ inbox: any BundleInbox, within: ((Scope) throws -> Int) throws -> Int
    ) throws -> Int {
        var total = 0
        while true {
            var notices: [StatusNotice] = []
            _ = try within { scope in
                notices = try ElectronicBook.untold(limit: batch, from: scope.db)
                return notices.count
            }
            guard !notices.isEmpty else { return total }
            for notice in notices {
                try inbox.write(
                    try BundleNote.status(notice), service: notice.service,
                    receipt: notice.receipt)
            }
            _ = try within { scope in
                try ElectronicBook.told(notices, in: scope)
                return notices.count
            }
            total += notices.count
        }
    }
}
