// SPDX-License-Identifier: Apache-2.0
import Addressee
import Links
import Safeguards
import Vocabulary

/// What waits at the links, for the first page and the count in the header.
struct LinkTasks: Sendable {
    let electronic: [ElectronicStatus: Int]
    let inquiries: InquiryCounts
    let hub: HubOverview

    init(in scope: Scope) throws {
        electronic = try ElectronicBook.counts(from: scope.db)
        inquiries = try InquiryCounts.of(scope.today, from: scope.db)
        hub = try HubQueueBook.overview(from: scope.db)
    }

    /// Electronic applications that somebody has to compare with the registers.
    var arrived: Int { (electronic[.arrived] ?? 0) + (electronic[.checking] ?? 0) }

    /// The tasks: who may do it, what, how many, why, where, whether it presses.
    ///
    /// - Parameter matches: the work queue of System 2, for those who may look at it.
    func lines(matches: Int?) -> [(OperationCode, String, Int, String, String, Bool)] {
        let electronicList = Route.eApplications.path()
        let inquiryList = Route.inquiries.path()
        let all: [(OperationCode, String, Int, String, String, Bool)] = [
            (
                .decideElectronicApplication, "電子申請の突合待ち", arrived, "住民記録と比べて受け付ける",
                electronicList, false
            ),
            (
                .decideElectronicApplication, "電子申請の補正待ち", electronic[.correction] ?? 0,
                "申請者の補正を待っている", electronicList + "?state=correction", false
            ),
            (
                .confirmInquiry, "照会の結果", inquiries.toConfirm, "届いた結果を確かめて記録する",
                inquiryList, false
            ),
            (
                .requestInquiry, "期限切れの照会", inquiries.overdue, "督促するか取りやめる",
                inquiryList + "?show=overdue", true
            ),
            (
                .resendLink, "PMHの誤り", hub.count(.refused), "直して再送する", Route.hub.path(), true
            ),
        ]
        let queue: [(OperationCode, String, Int, String, String, Bool)] =
            matches.map {
                [
                    (
                        .matchPersons, "名寄せの確認待ち", $0, "同じ方か別の方かを決める",
                        Route.matches.path(), false
                    )
                ]
            } ?? []
        return all + queue
    }

    /// What waits for officers of some roles, by the names of the tasks above.
    func waiting(for roles: Set<Role>) -> [WaitingPart] {
        guard roles.contains(.counter) else { return [] }
        return [.init("電子申請の突合待ち", arrived), .init("照会の結果", inquiries.toConfirm)]
    }
}
