from prefect import flow


@flow
def nothing():
    return None
