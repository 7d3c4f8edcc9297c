package stet.notices;

import stet.platform.Ids;

/** Names notices so that they are told apart from those of another process, whose numbers mean nothing here. */
record NoticeIds(String process) {
    static NoticeIds ofThisProcess() {
        return new NoticeIds(Ids.next().toString().replace("-", ""));
    }

    String id(long number) {
        return process + "-" + number;
    }

    /** The number of a notice; below every number when it is of another process. */
    long number(String id) {
        if (!id.startsWith(process + "-")) {
            return -1;
        }
        try {
            return Long.parseLong(id.substring(process.length() + 1));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
