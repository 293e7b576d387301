// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import NIOCore

/// What the server knows of a request besides its bytes: from which terminal it comes.
struct DeskContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The address of the terminal, as the log names it.
    let terminal: String

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        terminal = source.channel.remoteAddress?.ipAddress ?? "local"
    }

    /// The largest body of a form; files of other offices come through the command line.
    var maxUploadSize: Int { 512 * 1_024 }
}
