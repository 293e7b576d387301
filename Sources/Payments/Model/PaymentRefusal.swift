// SPDX-License-Identifier: Apache-2.0
public import Formats
public import Vocabulary

/// What 支払 refuses, in order of precedence; messages never carry a value about a person.
public enum PaymentRefusal: Refusal, Hashable {
    /// The book leaves the payment day open.
    case schemeUnset(String)
    case unknownItem
    /// The state of an item does not allow it: somebody else was faster, or it is in a run.
    case itemNotReady(PaymentItemEvent)
    case missingReason
    case notBankDay(CivilDate)
    case paymentDayPassed(CivilDate)
    case nothingToPay(CivilDate)
    /// The key belongs to something else: a run of another day, a recovery or receipt that differs.
    case keyUsed
    case tooManyTransfers
    case unknownRun
    case wrongRunState(PaymentRunStatus)
    /// Recipients changed their accounts after the run was proposed.
    case accountsChanged(count: Int)
    /// The order for the bank names another day than the run.
    case otherValueDate(CivilDate)
    case unknownTransferDate
    /// Several runs were paid on the day; the file must say which.
    case ambiguousRun(CivilDate)
    case resultsTooEarly(CivilDate)
    /// The file of results as a whole is refused; nothing of it was taken.
    case resultsRefused(errors: Int)
    case unknownRecovery
    case recoveryTooLarge
    case recoverySettled
    /// A line names a data record that the file to the bank does not have.
    case unknownSequence(Int)
    /// A line names another amount than was transferred.
    case otherAmount
    /// The bank's reason does not go away: only another account helps.
    case otherAccountNeeded
    /// A payment of the decision is in a run that is proposed or approved.
    case paymentUnderWay
    /// A payment of the decision is at the bank.
    case resultsAwaited
    /// Files of the other environment were written by this installation (検証 and 本番).
    case otherEnvironment
    /// Nobody but the approver had this run in hand: another officer writes the file.
    case secondPersonMissing
    /// 緊急停止 stands; nothing of the kind is done until a head ends it.
    case workStopped(WorkStop.Area)
    case unknownStop
    case stopEnded
    /// Since the proposal a protection measure names a payee as the one it is directed against.
    case namedAbuser(count: Int)
    /// A payee has died, and no officer has released what is due to them since.
    case recipientDied(count: Int)
    /// A head has put the run aside.
    case runHeld
    /// The run pays in another way: by another kind of file, or in cash.
    case otherKind(RunKind)
    /// 随時払: numbers of forms that are not decided, or whose payment is scheduled already.
    case notDue([String])
}

extension PaymentRefusal {
    public var code: String {
        switch self {
        case .schemeUnset: "E-PAY-001"
        case .unknownItem: "E-PAY-002"
        case .itemNotReady: "E-PAY-003"
        case .missingReason: "E-PAY-004"
        case .notBankDay: "E-PAY-005"
        case .paymentDayPassed: "E-PAY-006"
        case .nothingToPay: "E-PAY-007"
        case .keyUsed: "E-PAY-008"
        case .tooManyTransfers: "E-PAY-009"
        case .unknownRun: "E-PAY-010"
        case .wrongRunState: "E-PAY-011"
        case .accountsChanged: "E-PAY-012"
        case .otherValueDate: "E-PAY-013"
        case .unknownTransferDate: "E-PAY-014"
        case .ambiguousRun: "E-PAY-015"
        case .resultsTooEarly: "E-PAY-016"
        case .resultsRefused: "E-PAY-017"
        case .unknownRecovery: "E-PAY-018"
        case .recoveryTooLarge: "E-PAY-019"
        case .recoverySettled: "E-PAY-020"
        case .unknownSequence: "E-PAY-021"
        case .otherAmount: "E-PAY-022"
        case .otherAccountNeeded: "E-PAY-023"
        case .paymentUnderWay: "E-PAY-024"
        case .resultsAwaited: "E-PAY-025"
        case .otherEnvironment: "E-PAY-026"
        case .secondPersonMissing: "E-PAY-027"
        case .workStopped: "E-PAY-028"
        case .unknownStop: "E-PAY-029"
        case .stopEnded: "E-PAY-030"
        case .namedAbuser: "E-PAY-031"
        case .otherKind: "E-PAY-032"
        case .recipientDied: "E-PAY-093"
        case .runHeld: "E-PAY-094"
        case .notDue: "E-PAY-103"
        }
    }

    public var message: String {
        switch self {
        case .schemeUnset(let name):
            "制度の値「\(name)」が未設定のため支払日が決まりません。管理者が制度の値を設定してください。"
        case .unknownItem:
            "支給予定が見つかりません。支給予定一覧を開き直してください。"
        case .itemNotReady(let event):
            "「\(event.wording)」ができない状態の支給予定があります。一覧を開き直し、状態を確認してください。"
        case .missingReason:
            "理由が入力されていません。理由を入力してください。"
        case .notDue(let receipts):
            "支給が決まって予定を待つ申請ではありません（\(receipts.joined(separator: "、"))）。番号と、決裁・支給予定の状態を確かめてください。"
        case .notBankDay(let day):
            "\(Wareki.text(day))は銀行の営業日ではありません。営業日を支払日にしてください。"
        case .paymentDayPassed(let day):
            "支払日\(Wareki.text(day))は過ぎています。差し戻し、今日以後の支払日で抽出し直してください。"
        case .nothingToPay(let day):
            "\(Wareki.text(day))までに支払う支給予定がありません。支給予定の作成と保留を確認してください。"
        case .keyUsed:
            "この画面からは別の内容を登録済みです。画面を開き直し、登録した内容を確認してください。"
        case .tooManyTransfers:
            "振込が一つの振込データの上限を超えます。支払日を分けて抽出してください。"
        case .unknownRun:
            "支払処理が見つかりません。支払処理の一覧を開き直してください。"
        case .wrongRunState(let status):
            "「\(status.wording)」の支払処理にはこの操作ができません。支払処理の状態を確認してください。"
        case .accountsChanged(let count):
            "抽出の後に口座が変わった振込が\(count)件あります。差し戻して抽出し直してください。"
        case .otherValueDate(let day):
            "振込依頼の取組日が支払処理の支払日\(Wareki.text(day))と違います。支払処理の画面から作成し直してください。"
        case .unknownTransferDate:
            "この日に振り込んだ支払処理がありません。振込日とファイルを確認してください。"
        case .ambiguousRun(let day):
            "\(Wareki.text(day))の支払処理が複数あります。どの支払処理の結果かを選んで取り込んでください。"
        case .resultsTooEarly(let day):
            "支払日\(Wareki.text(day))より前に結果は取り込めません。支払日以後に取り込んでください。"
        case .resultsRefused(let errors):
            "振込結果のファイルに誤りが\(errors)件あるため、何も取り込みませんでした。エラー一覧を金融機関に示し、正しいファイルを取り込んでください。"
        case .unknownRecovery:
            "返還の記録が見つかりません。返還の一覧を開き直してください。"
        case .recoveryTooLarge:
            "返還の金額が残りの金額を超えています。金額を確認してください。"
        case .recoverySettled:
            "この返還は完納または取下げになっています。返還の一覧を開き直してください。"
        case .unknownSequence(let sequence):
            "データレコード順番\(sequence)の振込はありません。金融機関に順番を確認してください。"
        case .otherAmount:
            "金額が振込データと違います。金融機関に金額を確認してください。"
        case .otherAccountNeeded:
            "同じ口座に再振込できるのは、入金停止かその他の理由で戻ったものだけです。口座の変更届を受けてください。"
        case .paymentUnderWay:
            "この決定の支払は支払処理に入っています。支払処理を差し戻してから取り消してください。"
        case .resultsAwaited:
            "この決定の支払は振込の結果待ちです。結果を取り込んでから取り消してください。"
        case .otherEnvironment:
            "検証環境と本番環境の振込データが混ざります。作成しません。開いている環境を管理者に確かめてください。"
        case .secondPersonMissing:
            "機械が起案した支払処理は、決裁した本人が振込データを作成できません。別の職員が作成してください。"
        case .workStopped(let area):
            "緊急停止中のため、\(area.wording)はできません。ここまでに済んだ分は有効です。停止が解除されてから続けてください。"
        case .unknownStop:
            "緊急停止の記録が見つかりません。緊急停止の画面を開き直してください。"
        case .stopEnded:
            "この緊急停止は解除済みです。緊急停止の画面を開き直してください。"
        case .namedAbuser(let count):
            "起案の後に、支援措置の相手方とされた受給者への支払が\(count)件あります。差し戻して起案し直してください（その分は除かれます）。"
        case .recipientDied(let count):
            "死亡した受給者への支払が\(count)件あります。支払処理に入っていれば差し戻し（次の起案で保留になります）、だれに支払うかを確かめてから、支給予定の保留を解除してください。"
        case .runHeld:
            "この支払処理は決裁が保留されています。保留の理由を確かめ、保留を解いてから決裁してください。"
        case .otherKind(let kind):
            "「\(kind.wording)」の支払処理には、この操作はできません。支払処理の種類を確かめてください。"
        }
    }
}

/// A file of results that is refused whole, with what is wrong in it line by line.
public struct RefusedResults: Refusal {
    public let issues: [FileIssue]

    private var refusal: PaymentRefusal { .resultsRefused(errors: issues.count) }
    public var code: String { refusal.code }
    public var message: String { refusal.message }
}
