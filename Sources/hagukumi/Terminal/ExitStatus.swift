// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Vocabulary

/// How the program ends; the numbers are a contract with other programs.
enum ExitStatus: Int32, Error {
    case done = 0
    /// The answer is no: a value or a file is not valid, a request was refused, rows were rejected.
    case no = 1
    case usage = 2
    case fault = 3

    /// Says on standard error what happened, and answers how to end.
    static func report(_ error: any Error) -> ExitStatus {
        switch error {
        case let status as ExitStatus:
            return status
        case let refusal as any Refusal:
            let article = refusal.article.map { "(\($0))" } ?? ""
            Output.complain("\(refusal.code) \(refusal.message)\(article)")
            return .no
        case let fault as Fault:
            Output.complain("障害: \(fault.advice)(\(fault.detail))")
            return .fault
        case let error as CocoaError where error.isFileError:
            Output.complain("ファイルを扱えません: \(error.localizedDescription)")
            return error.code == .fileReadNoSuchFile || error.code == .fileNoSuchFile ? .no : .fault
        default:
            let code = Hagukumi.exitCode(for: error)
            let text = Hagukumi.fullMessage(for: error)
            guard code != .success else {
                Output.standard.write(text + "\n")
                return .done
            }
            Output.complain(text)
            return code == .validationFailure ? .usage : .fault
        }
    }
}

extension Fault {
    /// What happened and what to do, for the person at the terminal.
    fileprivate var advice: String {
        switch kind {
        case .disk: "ディスクを読み書きできません。機器と権限を確かめてください。"
        case .diskFull: "ディスクに空きがありません。何も変わっていないので、空きを作ってやり直してください。"
        case .network: "通信できません。回線と相手先を確かめてください。"
        case .key: "鍵を使えません。鍵の保管場所を確かめてください。"
        case .printer: "印刷できません。プリンターを確かめてください。"
        case .database: "庫(データベース)が答えません。管理者に知らせてください。"
        case .unknownOutcome:
            "書き込みが済んだかどうか分かりません。続けずに、verify で確かめてからやり直してください。"
        }
    }
}
